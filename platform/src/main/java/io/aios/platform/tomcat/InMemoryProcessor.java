package io.aios.platform.tomcat;

import jakarta.servlet.ServletConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.OutputBuffer;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.ServletConnectionImpl;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Serves one request after the other without a connection: beside Tomcat's processors of HTTP/1.1,
 * HTTP/2 and AJP, one whose requests come as objects. All of the container's pipeline runs, filters
 * and security among it; asynchronous servlets, upgrades and non-blocking I/O need a connection and
 * are refused.
 */
final class InMemoryProcessor extends AbstractProcessor {
  private static final Log log = LogFactory.getLog(InMemoryProcessor.class);
  private static final AtomicLong CONNECTIONS = new AtomicLong();

  private final Address address;
  private ByteBuffer body = ByteBuffer.allocate(0);
  private InMemoryReply reply = new InMemoryReply();
  private long written;

  /** Where the server would be reached over the network. */
  record Address(String host, int port) {
    String header() {
      return host + ':' + port;
    }
  }

  InMemoryProcessor(Adapter adapter, Address address) {
    super(adapter);
    this.address = address;
    request.setInputBuffer(new Input());
    response.setOutputBuffer(new Output());
  }

  /** Returns when the server has ended the reply. */
  void post(byte[] path, Map<String, String> headers, ByteBuffer sent, InMemoryReply to) {
    body = sent.duplicate();
    reply = to;
    try {
      prepare(path, headers);
      adapter.service(request, response);
      if (isAsync()) {
        to.fail(new IOException("The server answers asynchronously, which needs a connection"));
      } else if (getErrorState().isError()) {
        to.fail(new IOException("The server broke its reply off"));
      }
    } catch (Exception e) {
      to.fail(new IOException("The server failed", e));
    } finally {
      to.end();
    }
  }

  private void prepare(byte[] path, Map<String, String> headers) {
    request.markStartTime();
    request.scheme().setString("http");
    request.setMethod("POST");
    request.protocol().setString("HTTP/1.1");
    request.requestURI().setBytes(path, 0, path.length);
    request.serverName().setString(address.host());
    request.setServerPort(address.port());
    request.setLocalPort(address.port());
    request.remoteAddr().setString("127.0.0.1");
    request.peerAddr().setString("127.0.0.1");
    request.localAddr().setString(address.host());
    request.setContentLength(body.remaining());
    request.getMimeHeaders().addValue("host").setString(address.header());
    headers.forEach((name, value) -> request.getMimeHeaders().addValue(name).setString(value));
  }

  /** Whether it may serve another request. */
  boolean isReusable() {
    return !isAsync() && !getErrorState().isError();
  }

  @Override
  public void recycle() {
    super.recycle();
    request.recycle();
    response.recycle();
    body = ByteBuffer.allocate(0);
    reply = new InMemoryReply();
    written = 0;
  }

  private final class Input implements InputBuffer {
    @Override
    public int doRead(ApplicationBufferHandler handler) {
      if (!body.hasRemaining()) {
        return -1;
      }
      ByteBuffer all = body.slice();
      body.position(body.limit());
      handler.setByteBuffer(all);
      return all.remaining();
    }

    @Override
    public int available() {
      return body.remaining();
    }
  }

  private final class Output implements OutputBuffer {
    @Override
    public int doWrite(ByteBuffer chunk) throws IOException {
      if (!response.isCommitted()) {
        response.action(ActionCode.COMMIT, null);
      }
      int count = chunk.remaining();
      reply.write(chunk);
      written += count;
      return count;
    }

    @Override
    public long getBytesWritten() {
      return written;
    }
  }

  @Override
  protected void prepareResponse() {
    response.setCommitted(true);
    reply.begin(response.getStatus(), response.getContentType(), response.getContentLengthLong());
  }

  @Override
  protected void finishResponse() {
    reply.end();
  }

  @Override
  protected void flush() throws IOException {
    reply.flush();
  }

  /** One byte more than there is when the caller has gone: what a connection's end looks like. */
  @Override
  protected int available(boolean doRead) {
    return reply.isClosed() ? body.remaining() + 1 : body.remaining();
  }

  @Override
  protected boolean isRequestBodyFullyRead() {
    return !body.hasRemaining();
  }

  @Override
  protected boolean isReadyForWrite() {
    return true;
  }

  @Override
  protected void setRequestBody(ByteChunk replayed) {
    body = ByteBuffer.wrap(replayed.getBytes(), replayed.getStart(), replayed.getLength());
  }

  @Override
  protected void setSwallowResponse() {
    reply.fail(new IOException("The server broke its reply off"));
  }

  @Override
  protected ServletConnection getServletConnection() {
    return new ServletConnectionImpl(
        "memory-" + CONNECTIONS.incrementAndGet(), "HTTP/1.1", "", false);
  }

  @Override
  protected Log getLog() {
    return log;
  }

  // What only a connection has.

  @Override
  protected void ack(ContinueResponseTiming timing) {}

  @Override
  protected void earlyHints() {}

  @Override
  protected void disableSwallowRequest() {}

  @Override
  protected void registerReadInterest() {}

  @Override
  public void pause() {}

  @Override
  protected boolean isTrailerFieldsReady() {
    return true;
  }

  @Override
  protected boolean flushBufferedWrite() {
    return false;
  }

  @Override
  protected SocketState dispatchEndRequest() {
    return SocketState.CLOSED;
  }

  @Override
  protected SocketState service(SocketWrapperBase<?> socket) {
    throw new UnsupportedOperationException("There is no connection");
  }
}
