package io.aios.gateway.infrastructure.mcp;

import io.aios.gateway.domain.ServerStatus;
import io.aios.gateway.domain.ServerStatus.State;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.mcp.tools.ToolDescriptor;
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
    List<ToolDescriptor> listed, List<CatalogueTool> tools, ServerStatus status, Instant askedAt) {

  static ServerTools unknown(ToolServer server, Instant now) {
    return new ServerTools(
        List.of(), List.of(), status(server, State.DOWN, 0, "Not asked yet", now), Instant.EPOCH);
  }

  ServerTools answered(
      ToolServer server, List<ToolDescriptor> list, List<CatalogueTool> compiled, Instant now) {
    return new ServerTools(
        list, compiled, changed(status(server, State.UP, compiled.size(), null, now)), now);
  }

  /** The last list is kept. */
  ServerTools failed(ToolServer server, String cause, Instant now) {
    State state = listed.isEmpty() ? State.DOWN : State.STALE;
    return new ServerTools(
        listed, tools, changed(status(server, state, tools.size(), cause, now)), now);
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
