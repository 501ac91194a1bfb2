package io.aios.gateway.usecase;

import java.util.Map;

/** A treated message. */
public final class FilteredReply {
  private final byte[] bytes;
  private final Map<String, Integer> findings;

  /**
   * @param findings how often each kind was treated; empty when the bytes are as they came
   */
  public FilteredReply(byte[] bytes, Map<String, Integer> findings) {
    this.bytes = bytes;
    this.findings = findings;
  }

  /** Not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  public Map<String, Integer> findings() {
    return findings;
  }
}
