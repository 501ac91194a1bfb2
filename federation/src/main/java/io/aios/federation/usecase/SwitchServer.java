package io.aios.federation.usecase;

import io.aios.federation.domain.ExternalServer;
import org.springframework.stereotype.Component;

/** Takes a server out of use, for a while or for good. */
@Component
public final class SwitchServer {
  private final ServerRecords records;
  private final OfferedTools offered;
  private final ServerStatuses statuses;
  private final Peers peers;

  SwitchServer(ServerRecords records, OfferedTools offered, ServerStatuses statuses, Peers peers) {
    this.records = records;
    this.offered = offered;
    this.statuses = statuses;
    this.peers = peers;
  }

  /** Whether its tools can be called. What is pinned and approved of it stays. */
  public void enable(ExternalServer server, boolean enabled, Actor by) {
    String action = enabled ? "server.enable" : "server.disable";
    records.replace(server.enabled(enabled), Deed.done(by, action, server.alias()));
    close(server.alias());
  }

  /** False when there is no such server. */
  public boolean remove(String alias, Actor by) {
    boolean removed = records.remove(alias, Deed.done(by, "server.remove", alias));
    close(alias);
    return removed;
  }

  /** Ends what is open for a server, after it was switched elsewhere too. */
  public void close(String alias) {
    offered.changed(alias);
    statuses.forget(alias);
    peers.close(alias);
  }
}
