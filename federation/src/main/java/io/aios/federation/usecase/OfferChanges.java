package io.aios.federation.usecase;

/**
 * Told when other tools of a server can be called than before; from any thread, without waiting.
 */
@FunctionalInterface
public interface OfferChanges {
  void toolsChanged(String alias);
}
