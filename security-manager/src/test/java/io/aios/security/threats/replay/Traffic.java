package io.aios.security.threats.replay;

import io.aios.security.threats.domain.Actor;
import io.aios.security.threats.domain.Observation;
import io.aios.security.threats.domain.Observation.Answer;
import io.aios.security.threats.domain.Observation.Ending;
import io.aios.security.threats.domain.Observation.Origin;
import io.aios.security.threats.domain.Observation.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what happens in a replay down as the gateway would. */
final class Traffic {
  /** Who calls, and from where. */
  record Caller(Actor actor, @Nullable String session, String address) {}

  private final Random random;
  private final List<Observation> observations = new ArrayList<>();

  Traffic(Random random) {
    this.random = random;
  }

  List<Observation> observations() {
    return observations;
  }

  void call(Caller caller, Instant at, String tool, long bytes) {
    add(caller, at, tool, new Answer(Ending.ALLOWED, 200, "", bytes, 0, 0), false);
  }

  void readSecrets(Caller caller, Instant at, String tool, int secrets) {
    add(caller, at, tool, new Answer(Ending.ALLOWED, 200, "", 4_000, secrets, secrets), false);
  }

  void send(Caller caller, Instant at, String tool) {
    add(caller, at, tool, new Answer(Ending.ALLOWED, 200, "", 300, 0, 0), true);
  }

  void refuse(Caller caller, Instant at, String tool, String reason) {
    int status =
        switch (reason) {
          case "unknown-tool" -> 404;
          case "schema-violation" -> 422;
          case "rate-limited" -> 429;
          default -> 403;
        };
    add(caller, at, tool, new Answer(Ending.REFUSED, status, reason, 0, 0, 0), false);
  }

  void fail(Caller caller, Instant at, String tool) {
    add(caller, at, tool, new Answer(Ending.FAILED, 502, "tool-failed", 0, 0, 0), false);
  }

  void unauthenticated(String address, Instant at) {
    observations.add(
        new Observation(
            id(),
            at,
            null,
            new Origin(null, address),
            new Request("http POST /mcp", "/mcp", false, null),
            new Answer(Ending.REFUSED, 401, "unauthenticated", 0, 0, 0)));
  }

  void quarantine(String tool, Instant at) {
    observations.add(
        new Observation(
            id(),
            at,
            new Actor("aios", "federation"),
            new Origin(null, null),
            new Request("server.tool.quarantine", tool, false, null),
            new Answer(Ending.REFUSED, 403, "definition-changed", 0, 0, 0)));
  }

  private void add(Caller caller, Instant at, String tool, Answer answer, boolean external) {
    String arguments = tool + random.nextInt(40);
    observations.add(
        new Observation(
            id(),
            at,
            caller.actor(),
            new Origin(caller.session(), caller.address()),
            new Request("tool.call", tool, external, arguments),
            answer));
  }

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
