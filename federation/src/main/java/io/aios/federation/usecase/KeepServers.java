package io.aios.federation.usecase;

import io.aios.federation.domain.ExternalServer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks every server for its tools when that is due, each on a thread of its own, and follows what
 * other instances of this service added, switched off or removed.
 */
@Component
public final class KeepServers {
  private static final Logger log = LoggerFactory.getLogger(KeepServers.class);

  private final ServerRecords records;
  private final RefreshTools refresh;
  private final ServerStatuses statuses;
  private final SwitchServer switches;
  private final Peers peers;
  private final SuiteAliases suite;
  private final FederationProperties properties;
  private final Clock clock;
  private final Set<String> beingAsked = ConcurrentHashMap.newKeySet();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private Set<String> known = Set.of();

  KeepServers(
      ServerRecords records,
      RefreshTools refresh,
      ServerStatuses statuses,
      SwitchServer switches,
      Peers peers,
      SuiteAliases suite,
      FederationProperties properties,
      Clock clock) {
    this.records = records;
    this.refresh = refresh;
    this.statuses = statuses;
    this.switches = switches;
    this.peers = peers;
    this.suite = suite;
    this.properties = properties;
    this.clock = clock;
  }

  /** The server said that its tools changed: it is asked at the next look. */
  public void toolsChanged(String alias) {
    changed.add(alias);
  }

  /** One look at all servers. */
  public synchronized void look() {
    Map<String, ExternalServer> enabled =
        records.all().stream()
            .filter(ExternalServer::enabled)
            .collect(Collectors.toMap(ExternalServer::alias, server -> server));
    suite.announce(enabled.keySet());
    Set<String> gone = new HashSet<>(known);
    gone.removeAll(enabled.keySet());
    gone.forEach(switches::close);
    known = Set.copyOf(enabled.keySet());
    peers.closeIdle();
    enabled.values().stream().filter(this::isDue).forEach(this::ask);
  }

  private boolean isDue(ExternalServer server) {
    if (changed.remove(server.alias())) {
      return true;
    }
    Instant last = statuses.of(server.alias()).map(ServerStatus::at).orElse(Instant.EPOCH);
    return !clock.instant().isBefore(last.plus(properties.refresh()));
  }

  private void ask(ExternalServer server) {
    if (beingAsked.add(server.alias())) {
      Thread.ofVirtual()
          .name("refresh-" + server.alias())
          .start(
              () -> {
                try {
                  refresh.refresh(server);
                } catch (RuntimeException e) {
                  log.error("The tools of {} could not be refreshed", server.alias(), e);
                } finally {
                  beingAsked.remove(server.alias());
                }
              });
    }
  }
}
