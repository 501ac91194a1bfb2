package io.aios.gateway.infrastructure.mcp;

import io.aios.gateway.domain.ServerStatus;
import io.aios.gateway.domain.ServerStatus.State;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.ServerData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one server: the last list it gave, compiled, and how the last attempt ended.
 *
 * @param listed as it came, to see whether a new list differs
 * @param askedAt when it was asked last
 */
record ServerTools(
    ServerLists listed,
    List<CatalogueTool> tools,
    ServerData data,
    ServerStatus status,
    Instant askedAt) {

  /**
   * @param nothing its data as long as it has not said what it offers
   */
  static ServerTools unknown(ToolServer server, ServerData nothing, Instant now) {
    return new ServerTools(
        ServerLists.NONE,
        List.of(),
        nothing,
        status(server, State.DOWN, 0, "Not asked yet", now),
        Instant.EPOCH);
  }

  ServerTools answered(
      ToolServer server,
      ServerLists lists,
      List<CatalogueTool> compiled,
      ServerData its,
      Instant now) {
    ServerStatus up = changed(status(server, State.UP, compiled.size(), null, now));
    return new ServerTools(lists, compiled, its, up, now);
  }

  /** The last list is kept. */
  ServerTools failed(ToolServer server, String cause, Instant now) {
    State state = listed.equals(ServerLists.NONE) ? State.DOWN : State.STALE;
    ServerStatus not = changed(status(server, state, tools.size(), cause, now));
    return new ServerTools(listed, tools, data, not, now);
  }

  boolean isDue(Instant now, Duration refresh, Duration retry) {
    return !now.isBefore(askedAt.plus(status.state() == State.UP ? refresh : retry));
  }

  private ServerStatus changed(ServerStatus next) {
    return next.state() == status.state()
        ? new ServerStatus(
            next.server(), next.service(), next.state(), next.tools(), next.cause(), status.since())
        : next;
  }

  private static ServerStatus status(
      ToolServer server, State state, int tools, @Nullable String cause, Instant since) {
    return new ServerStatus(server.alias(), server.service(), state, tools, cause, since);
  }
}
