package io.aios.federation.usecase;

import io.aios.federation.domain.Connection;
import io.aios.federation.domain.Credential;
import io.aios.federation.domain.CredentialOwner;
import io.aios.federation.domain.ExternalServer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** External servers as they are spoken to. */
public interface Peers {
  /**
   * Every tool object that the server lists, as it came.
   *
   * @param maxAge how old the list may be
   * @throws PeerFailure when there is no usable answer
   */
  List<ObjectNode> tools(ExternalServer server, Access access, Duration timeout, Duration maxAge);

  /**
   * Calls a tool; interrupting the thread cancels the call at the server.
   *
   * @return the result as it came
   * @throws PeerFailure when there is no usable answer
   */
  ObjectNode call(ExternalServer server, Access access, Call call);

  /**
   * Whether a connection is one that may be made at all; says nothing of whether somebody answers.
   *
   * @throws io.aios.federation.domain.InvalidServer when it may not
   */
  void check(Connection connection);

  /** Ends what is open for the server: connections, processes. */
  void close(String alias);

  /** Ends what nobody has used for a while. */
  void closeIdle();

  /** With whose credential a server is spoken to. */
  record Access(CredentialOwner owner, Credential credential) {}

  /**
   * A call of a tool.
   *
   * @param name the server's own
   * @param inputSchema of the definition that was approved
   * @param timeout after which it is cancelled
   */
  record Call(
      String name,
      ObjectNode arguments,
      JsonNode inputSchema,
      Duration timeout,
      Progress progress) {}

  /** Hears how far a call is. */
  @FunctionalInterface
  interface Progress {
    /**
     * @param total 0 when unknown
     */
    void reached(double progress, double total, @Nullable String message);
  }
}
