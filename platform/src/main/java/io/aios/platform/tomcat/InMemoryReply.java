package io.aios.platform.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The reply to an in-memory request; as a stream, its body. The server's thread writes, the
 * caller's reads: it is woken when something was flushed, when much is held, and at the end, so
 * that a short reply is one hand-over. Who stops reading must close it, which fails the server's
 * next write.
 */
public final class InMemoryReply extends InputStream {
  /** Bytes that wait to be read before the server's thread must wait. */
  static final int MOST_HELD = 256 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int status;
  private @Nullable String contentType;
  private long length = -1;
  private byte[] held = new byte[0];
  private int from;
  private int to;
  private boolean readable;
  private boolean ended;
  private boolean closed;
  private @Nullable IOException failure;

  InMemoryReply() {}

  /**
   * Waits for status and media type.
   *
   * @throws IOException when the server failed without them, or the reply was closed meanwhile
   */
  public InMemoryReply awaitHead() throws IOException {
    lock.lock();
    try {
      awaitReadable();
      if (status == 0) {
        throw new IOException("The server ended without a reply");
      }
      return this;
    } finally {
      lock.unlock();
    }
  }

  /** HTTP status code. */
  public int status() {
    return status;
  }

  public @Nullable String contentType() {
    return contentType;
  }

  /** Bytes of the body; -1 when the server did not say. */
  public long length() {
    return length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    lock.lock();
    try {
      awaitReadable();
      while (from == to && !ended) { // flushed was nothing, or the head alone
        readable = false;
        awaitReadable();
      }
      int read = Math.min(most, to - from);
      if (read == 0) {
        return -1;
      }
      System.arraycopy(held, from, into, offset, read);
      from += read;
      if (from == to) {
        from = 0;
        to = 0;
        readable = ended;
        changed.signalAll();
      }
      return read;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the exchange if it runs; the server learns of it at its next write. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void awaitReadable() throws IOException {
    while (!readable && !closed) {
      changed.awaitUninterruptibly();
    }
    if (failure != null && from == to) {
      throw failure;
    }
    if (closed) {
      throw new IOException("The reply is closed");
    }
  }

  void begin(int newStatus, @Nullable String type, long newLength) {
    lock.lock();
    try {
      status = newStatus;
      contentType = type;
      length = newLength;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a copy; waits while the reader is far behind. */
  void write(ByteBuffer bytes) throws IOException {
    lock.lock();
    try {
      while (to - from > MOST_HELD && !closed) {
        wakeReader();
        changed.awaitUninterruptibly();
      }
      if (closed) {
        throw new IOException("The caller has gone");
      }
      int count = bytes.remaining();
      if (held.length - to < count) {
        held = Arrays.copyOfRange(held, from, Math.max(to - from + count, 2 * (to - from)) + from);
        to -= from;
        from = 0;
      }
      bytes.get(held, to, count);
      to += count;
    } finally {
      lock.unlock();
    }
  }

  void flush() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("The caller has gone");
      }
      wakeReader();
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      wakeReader();
    } finally {
      lock.unlock();
    }
  }

  /** After what was written, the reader gets this exception instead of an end. */
  void fail(IOException cause) {
    lock.lock();
    try {
      if (!ended) {
        failure = cause;
        ended = true;
        wakeReader();
      }
    } finally {
      lock.unlock();
    }
  }

  private void wakeReader() {
    readable = true;
    changed.signalAll();
  }
}
