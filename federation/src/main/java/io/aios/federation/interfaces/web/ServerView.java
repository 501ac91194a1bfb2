package io.aios.federation.interfaces.web;

import io.aios.federation.domain.Connection;
import io.aios.federation.domain.ExternalServer;
import io.aios.federation.domain.ToolState;
import io.aios.federation.usecase.RefusedTool;
import io.aios.federation.usecase.ReviewedTool;
import io.aios.federation.usecase.ServerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A server as it is shown.
 *
 * @param credentialNames what a credential's values are named
 * @param state {@code up}, {@code down}, {@code disabled} or {@code unknown}
 * @param tools how many are in which state
 * @param refused what it lists and cannot be offered
 */
record ServerView(
    String alias,
    String title,
    @Nullable String url,
    @Nullable String header,
    @Nullable List<String> command,
    @Nullable Boolean network,
    String credentials,
    List<String> credentialNames,
    boolean enabled,
    String addedBy,
    Instant addedAt,
    String state,
    @Nullable String cause,
    @Nullable Instant askedAt,
    Map<String, Long> tools,
    List<RefusedTool> refused) {

  static ServerView of(
      ExternalServer server, Optional<ServerStatus> status, List<ReviewedTool> tools) {
    Connection.@Nullable Http http =
        server.connection() instanceof Connection.Http known ? known : null;
    Connection.@Nullable Stdio stdio =
        server.connection() instanceof Connection.Stdio known ? known : null;
    return new ServerView(
        server.alias(),
        server.title(),
        http == null ? null : http.url().toString(),
        http == null ? null : http.header(),
        stdio == null ? null : stdio.command(),
        stdio == null ? null : stdio.network(),
        ServerUpload.label(server.credentials()),
        List.copyOf(new TreeSet<>(server.connection().credentialNames())),
        server.enabled(),
        server.addedBy(),
        server.addedAt(),
        state(server, status),
        status.map(ServerStatus::cause).orElse(null),
        status.map(ServerStatus::at).orElse(null),
        counts(tools),
        status.map(ServerStatus::refused).orElse(List.of()));
  }

  private static String state(ExternalServer server, Optional<ServerStatus> status) {
    if (!server.enabled()) {
      return "disabled";
    }
    return status.map(last -> last.up() ? "up" : "down").orElse("unknown");
  }

  private static Map<String, Long> counts(List<ReviewedTool> tools) {
    Map<String, Long> counts = new TreeMap<>();
    for (ToolState state : ToolState.values()) {
      counts.put(state.label(), 0L);
    }
    tools.forEach(tool -> counts.merge(tool.state().label(), 1L, Long::sum));
    return counts;
  }
}
