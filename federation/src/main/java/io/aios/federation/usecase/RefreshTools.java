package io.aios.federation.usecase;

import io.aios.federation.domain.Credential;
import io.aios.federation.domain.CredentialMode;
import io.aios.federation.domain.CredentialOwner;
import io.aios.federation.domain.Definition;
import io.aios.federation.domain.ExternalServer;
import io.aios.federation.domain.PinnedTool;
import io.aios.federation.domain.ToolState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks a server for its tools and compares each with what is pinned. Whatever differs from what was
 * approved is taken back in the same transaction; nothing is ever approved here.
 */
@Component
public final class RefreshTools {
  private static final Logger log = LoggerFactory.getLogger(RefreshTools.class);

  private final ServerRecords records;
  private final Credentials credentials;
  private final Peers peers;
  private final OfferedTools offered;
  private final ServerStatuses statuses;
  private final FederationProperties properties;
  private final Clock clock;

  RefreshTools(
      ServerRecords records,
      Credentials credentials,
      Peers peers,
      OfferedTools offered,
      ServerStatuses statuses,
      FederationProperties properties,
      Clock clock) {
    this.records = records;
    this.credentials = credentials;
    this.peers = peers;
    this.offered = offered;
    this.statuses = statuses;
    this.properties = properties;
    this.clock = clock;
  }

  /** What is known of the server afterwards. A server that cannot be asked keeps what it has. */
  public ServerStatus refresh(ExternalServer server) {
    ServerStatus status;
    try {
      Definitions now =
          Definitions.of(
              peers.tools(server, access(server), properties.listTimeout(), Duration.ZERO));
      if (records
          .change(server.alias(), before -> compared(server.alias(), before, now))
          .orElse(false)) {
        offered.changed(server.alias());
      }
      status = new ServerStatus(true, null, now.refused(), clock.instant());
    } catch (PeerFailure failure) {
      status = new ServerStatus(false, TextScan.shown(failure.text()), List.of(), clock.instant());
      if (statuses.of(server.alias()).map(ServerStatus::up).orElse(true)) {
        log.warn("The external server {} is down: {}", server.alias(), status.cause());
      }
    }
    statuses.put(server.alias(), status);
    return status;
  }

  private Peers.Access access(ExternalServer server) {
    CredentialOwner owner = server.credentialOwner(server.addedBy());
    Optional<Credential> credential = credentials.find(server.alias(), owner);
    return new Peers.Access(
        owner,
        credential.orElseThrow(
            () ->
                new PeerFailure(
                    PeerFailure.Code.CREDENTIAL_REFUSED,
                    server.credentials() == CredentialMode.SHARED
                        ? "The shared credential is not set"
                        : "The credential of " + server.addedBy() + ", who added it, is not set")));
  }

  /** With whether anything differs. */
  private static ServerRecords.Change<Boolean> compared(
      String alias, List<PinnedTool> before, Definitions now) {
    Map<String, Definition> left = new HashMap<>(now.usable());
    List<PinnedTool> after = new ArrayList<>();
    List<Deed> deeds = new ArrayList<>();
    for (PinnedTool tool : before) {
      Definition seen = left.remove(tool.name());
      PinnedTool next = seen == null ? tool.vanished() : tool.sees(seen);
      if (next != null) {
        after.add(next);
      }
      Deed deed = deed(alias, tool, next);
      if (deed != null) {
        deeds.add(deed);
      }
    }
    left.values().forEach(seen -> after.add(PinnedTool.first(seen)));
    return new ServerRecords.Change<>(after, deeds, !after.equals(before));
  }

  /** Only what changes for callers is worth a record. */
  private static @Nullable Deed deed(String alias, PinnedTool before, @Nullable PinnedTool after) {
    ToolState state = after == null ? ToolState.ABSENT : after.state();
    if (before.state() == state || before.state() == ToolState.NEW || after == null) {
      return null;
    }
    Definition seen = after.seen();
    String hash = seen == null ? null : seen.hash();
    String target = alias + '/' + before.name();
    return switch (state) {
      case QUARANTINED ->
          new Deed(Actor.ITSELF, "server.tool.quarantine", target, "definition-changed", hash);
      case ABSENT -> new Deed(Actor.ITSELF, "server.tool.vanish", target, "gone", null);
      case OFFERED, NEW -> new Deed(Actor.ITSELF, "server.tool.return", target, null, hash);
    };
  }
}
