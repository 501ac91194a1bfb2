package io.aios.python.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a change of a file left and replaced.
 *
 * @param bytes of the file now; 0 when it is gone
 * @param sha256 of its content now; null when it is gone
 * @param existed whether something was there before
 * @param earlier content in base64; null when there was none, or it is too long to be kept
 */
public record FileChange(
    long bytes, @Nullable String sha256, boolean existed, @Nullable String earlier) {

  /** Whether what was there can be put back. */
  public boolean canBeUndone() {
    return !existed || earlier != null;
  }
}
