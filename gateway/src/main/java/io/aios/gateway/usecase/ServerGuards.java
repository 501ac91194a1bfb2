package io.aios.gateway.usecase;

import io.aios.gateway.domain.GuardState;

/** Keeps a failing or slow service from taking the others with it. */
public interface ServerGuards {
  /**
   * @throws io.aios.platform.web.Problem {@code SERVICE_UNAVAILABLE} while the service's circuit is
   *     open or all its places are taken
   */
  Passage enter(String service);

  /** How the service's guard stands; changes nothing. */
  GuardState state(String service);

  /** One call let through; exactly one of its methods must be called, once. */
  interface Passage {
    /** The service answered, whatever it said. */
    void answered();

    /** The service failed: unreachable, broken, late, or HTTP 5xx. */
    void failed(Exception cause);

    /** The call ended for a reason that says nothing about the service. */
    void abandoned();
  }
}
