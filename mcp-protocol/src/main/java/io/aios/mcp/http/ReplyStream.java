package io.aios.mcp.http;

import io.aios.mcp.server.Reply;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way back to one client. It is a plain JSON reply until something has to be said before the
 * reply is ready; from then on it is an event stream. A write that fails means that the client is
 * gone: the thread serving the request is interrupted.
 *
 * <p>Invariant: the response is touched only under the lock and never after {@link #finish}.
 */
final class ReplyStream {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private enum State {
    UNDECIDED,
    STREAMING,
    CLOSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final HttpServletResponse response;
  private final boolean mayStream;
  private final Thread worker = Thread.currentThread();
  private State state = State.UNDECIDED;
  private volatile boolean cancelled;

  ReplyStream(HttpServletResponse response, boolean mayStream) {
    this.response = response;
    this.mayStream = mayStream;
  }

  boolean mayStream() {
    return mayStream;
  }

  boolean cancelled() {
    return cancelled;
  }

  /** Sends a message ahead of the reply. */
  void send(byte[] message) {
    lock.lock();
    try {
      if (mayStream && state != State.CLOSED && !cancelled) {
        writeEvent(message);
      }
    } catch (IOException clientGone) {
      cancel();
    } finally {
      lock.unlock();
    }
  }

  /** Shows both sides that the other is there; skipped while a message is being written. */
  void keepAlive() {
    if (!lock.tryLock()) {
      return;
    }
    try {
      if (mayStream && state != State.CLOSED && !cancelled) {
        OutputStream out = open();
        out.write(COMMENT);
        out.flush();
      }
    } catch (IOException clientGone) {
      cancel();
    } finally {
      lock.unlock();
    }
  }

  /** Sends the reply, unless the client is gone, and clears the interrupt that told so. */
  void finish(Reply reply) throws IOException {
    lock.lock();
    try {
      State before = state;
      state = State.CLOSED;
      if (cancelled) {
        clearInterrupt();
      } else if (before == State.STREAMING) {
        writeFrame(response.getOutputStream(), reply.body());
      } else {
        writePlain(reply);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What {@link #cancel} set must not reach the connection's next request. */
  @SuppressWarnings("ReturnValueIgnored") // whether it was set does not matter, only that it is not
  private static void clearInterrupt() {
    Thread.interrupted();
  }

  private void writePlain(Reply reply) throws IOException {
    response.setStatus(reply.status());
    String challenge = reply.challenge();
    if (challenge != null) {
      response.setHeader("WWW-Authenticate", challenge);
    }
    byte[] body = reply.body();
    response.setContentLength(body.length);
    if (body.length > 0) {
      response.setContentType("application/json");
      response.getOutputStream().write(body);
    }
  }

  private void writeEvent(byte[] message) throws IOException {
    OutputStream out = open();
    writeFrame(out, message);
  }

  private OutputStream open() throws IOException {
    if (state == State.UNDECIDED) {
      state = State.STREAMING;
      response.setStatus(200);
      response.setContentType("text/event-stream");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
    }
    return response.getOutputStream();
  }

  /** One event; a line break inside the message starts another data line. */
  private static void writeFrame(OutputStream out, byte[] message) throws IOException {
    out.write(DATA);
    int from = 0;
    for (int i = 0; i < message.length; i++) {
      if (message[i] == '\n' || message[i] == '\r') {
        out.write(message, from, i - from);
        out.write('\n');
        out.write(DATA);
        from = i + 1;
      }
    }
    out.write(message, from, message.length - from);
    out.write(END);
    out.flush();
  }

  /** Only under the lock, and so never after the worker has left. */
  private void cancel() {
    cancelled = true;
    worker.interrupt();
  }
}
