package io.aios.platform.tomcat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * HTTP/1.1 whose connections linger on the thread that served them: before a connection without a
 * next request goes back to the poller, its thread lets the others run once and looks again.
 *
 * <p>The way over the poller costs three system calls and wakes two threads. A busy client's next
 * request has mostly come by the time that the thread runs again; an idle one costs one read.
 */
public final class LingeringProtocol extends Http11NioProtocol {
  public LingeringProtocol() {
    super(new Endpoint());
  }

  private static final class Endpoint extends NioEndpoint {
    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
      return isSSLEnabled() ? super.createChannel(buffers) : new Channel(buffers);
    }
  }

  private static final class Channel extends NioChannel {
    Channel(SocketBufferHandler buffers) {
      super(buffers);
    }

    /** Whether the yield helps is luck; nothing depends on it. */
    @Override
    @SuppressWarnings("ThreadPriorityCheck")
    public int read(ByteBuffer into) throws IOException {
      int read = super.read(into);
      if (read == 0 && Thread.currentThread().isVirtual()) {
        Thread.yield();
        read = super.read(into);
      }
      return read;
    }
  }
}
