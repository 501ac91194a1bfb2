package io.aios.platform.tools;

import io.aios.mcp.input.RequestStates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/**
 * Seals what this service hands to callers to be given back to it, such as the state of a call that
 * asks its user something: encrypted, bound to the user and the call, and expiring.
 */
public final class CallStates {
  private final Supplier<List<SecretKey>> keys;
  private final Clock clock;

  /**
   * @param keys asked when something is sealed or opened
   */
  CallStates(Supplier<List<SecretKey>> keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param ttl how long what is sealed can be opened
   */
  public RequestStates lasting(Duration ttl) {
    return new RequestStates(keys, ttl, clock);
  }
}
