package io.aios.gateway.usecase;

/** The connection a call came in on. */
@FunctionalInterface
public interface CallerConnection {
  /** Whether the caller has hung up. Only to be asked while the call is being served. */
  boolean closed();
}
