package io.aios.federation.usecase;

import io.aios.federation.domain.Connection;
import io.aios.federation.domain.CredentialMode;
import io.aios.federation.domain.ExternalServer;
import io.aios.federation.domain.InvalidServer;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Adds a server. It is asked for its tools at once; none is offered before it is approved. */
@Component
public final class AddServer {
  private final ServerRecords records;
  private final Peers peers;
  private final SuiteAliases suite;
  private final RefreshTools refresh;
  private final FederationProperties properties;
  private final Clock clock;

  AddServer(
      ServerRecords records,
      Peers peers,
      SuiteAliases suite,
      RefreshTools refresh,
      FederationProperties properties,
      Clock clock) {
    this.records = records;
    this.peers = peers;
    this.suite = suite;
    this.refresh = refresh;
    this.properties = properties;
    this.clock = clock;
  }

  /** A server as it is asked for. */
  public record Request(
      String alias, String title, Connection connection, CredentialMode credentials) {}

  /** What came of it. */
  public sealed interface Outcome {
    record Added(ExternalServer server, ServerStatus status) implements Outcome {}

    record AliasTaken(String by) implements Outcome {}

    record TooMany(int limit) implements Outcome {}
  }

  /**
   * @throws InvalidServer when it cannot be described or connected to so
   */
  public Outcome add(Request request, Actor by) {
    ExternalServer server =
        new ExternalServer(
            request.alias(),
            request.title(),
            request.connection(),
            request.credentials(),
            true,
            by.subject(),
            clock.instant());
    peers.check(server.connection());
    if (properties.reservedAliases().contains(server.alias())) {
      return new Outcome.AliasTaken("the suite itself");
    }
    if (suite.taken().contains(server.alias())) {
      return new Outcome.AliasTaken("a server of the suite");
    }
    if (records.all().size() >= properties.maxServers()) {
      return new Outcome.TooMany(properties.maxServers());
    }
    if (!records.add(server, Deed.done(by, "server.add", server.alias()))) {
      return new Outcome.AliasTaken("another external server");
    }
    return new Outcome.Added(server, refresh.refresh(server));
  }
}
