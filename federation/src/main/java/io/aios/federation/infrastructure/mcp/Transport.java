package io.aios.federation.infrastructure.mcp;

import io.aios.federation.usecase.PeerFailure;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Carries messages to one server and back. Safe for many threads. */
public interface Transport extends AutoCloseable {
  /**
   * Sends a request and waits for its reply. Interrupting the thread gives the wait up and tells
   * the server.
   *
   * @return the reply: a message with a result or an error
   * @throws PeerFailure when none came
   */
  JsonNode request(Outgoing request, Duration timeout, Listener listener);

  /** Sends what has no reply; a failure shows with the next request. */
  void send(Outgoing notification);

  /** Who hears what a server tells outside of any request; only some transports carry that. */
  default void listen(Listener listener) {}

  /** Whether it can still carry anything. */
  boolean alive();

  @Override
  void close();

  /** Hears the notifications that come before a reply. */
  @FunctionalInterface
  interface Listener {
    Listener NONE = (method, params) -> {};

    void notified(String method, JsonNode params);
  }
}
