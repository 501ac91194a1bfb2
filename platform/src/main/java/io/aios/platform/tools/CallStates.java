package io.aios.platform.tools;

import io.aios.mcp.input.RequestStates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * Seals what this service hands to callers to be given back to it, such as the state of a call that
 * asks its user something: encrypted, bound to the user and the call, and expiring.
 */
public final class CallStates {
  private final List<SecretKey> keys;
  private final Clock clock;

  CallStates(List<SecretKey> keys, Clock clock) {
    this.keys = List.copyOf(keys);
    this.clock = clock;
  }

  /**
   * @param ttl how long what is sealed can be opened
   */
  public RequestStates lasting(Duration ttl) {
    return new RequestStates(keys, ttl, clock);
  }
}
