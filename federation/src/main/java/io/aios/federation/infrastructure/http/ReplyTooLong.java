package io.aios.federation.infrastructure.http;

import java.io.IOException;

/** An external server's reply is longer than what is read of it. */
final class ReplyTooLong extends IOException {
  private static final long serialVersionUID = 1L;

  ReplyTooLong(long limit) {
    super("Its reply is longer than the limit of " + limit + " bytes");
  }
}
