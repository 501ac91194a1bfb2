package io.aios.gateway.usecase;

import io.aios.platform.web.Problem;

/** Takes out of an answer what its caller should not see. */
public interface ReplyFilter {
  /** Whether the bytes have to be treated; cheap, and wrong only in saying yes. */
  boolean mayMatch(byte[] bytes, int from, int to);

  /**
   * @param json a whole message
   * @throws Problem {@code REPLY_WITHHELD} when the policy blocks what is in it
   */
  FilteredReply apply(byte[] json);
}
