package io.aios.gateway.infrastructure.http;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with a {@link Problem} as its cause when more comes than the limit. */
final class LimitedStream extends FilterInputStream {
  private final long limit;
  private long seen;

  LimitedStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  static Problem tooLarge(long limit) {
    return new Problem(
            ProblemType.BODY_TOO_LARGE, "The body has more than the limit of " + limit + " bytes")
        .with("limit", limit);
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int bytes) throws IOException {
    seen += bytes;
    if (seen > limit) {
      throw new IOException("over the limit", tooLarge(limit));
    }
  }
}
