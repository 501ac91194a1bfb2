package io.aios.platform.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A body of which no more than a number of bytes is read. */
public final class LimitedStream extends FilterInputStream {
  private final long limit;
  private final Supplier<? extends IOException> tooLong;
  private long read;

  /**
   * @param tooLong thrown when there is more
   */
  public LimitedStream(InputStream body, long limit, Supplier<? extends IOException> tooLong) {
    super(body);
    this.limit = limit;
    this.tooLong = tooLong;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int more) throws IOException {
    read += more;
    if (read > limit) {
      throw tooLong.get();
    }
  }
}
