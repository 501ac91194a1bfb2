package io.aios.platform.secrets;

/**
 * Brings what was stored before there were data keys under one: run once in the life of a data key,
 * in a transaction, before anything is opened with it.
 *
 * @param <S> {@link Seal} or {@link LookupSeal}
 */
@FunctionalInterface
public interface Adoption<S> {
  /** What is sealed by {@code seal} replaces what was there. */
  void adopt(S seal);

  /** For what was never stored otherwise. */
  static <S> Adoption<S> nothing() {
    return seal -> {};
  }
}
