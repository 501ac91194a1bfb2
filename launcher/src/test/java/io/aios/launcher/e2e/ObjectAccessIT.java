package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.e2e.FirstUser.Thing;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nobody gets at what belongs to others, by whatever route (OWASP API1:2023): every route of the
 * OpenAPI document with an id in it is tried by a second user on a real object of the first one.
 */
@ExtendWith(SharedSuite.class)
class ObjectAccessIT {
  /** Routes with nobody's object behind them, and why. */
  private static final Map<String, String> NOBODYS =
      Map.of(
          "/api/v1/tools/{name}",
          "tools belong to nobody; ToolCallsIT and SuiteIT test the permission that each takes",
          "/api/v1/tools/{name}/explain",
          "says only what would become of the caller's own call; RoutesIT tests it",
          "GET /api/v1/plans/{name}",
          "saved plans are offered to all, as tools are; PlanOptionsIT tests them",
          "GET /api/v1/plans/{name}/versions",
          "saved plans are offered to all, as tools are");

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private static RunningSuite suite;
  private static FirstUser first;
  private static Program ordinary;
  private static Program broad;

  @BeforeAll
  static void prepare(RunningSuite shared) throws Exception {
    suite = shared;
    first = new FirstUser(suite);
    ordinary =
        Program.registered(
            suite,
            "ordinary",
            "sysops:read sysops:write sysops:destructive python:read python:write python:external");
    broad = Program.registered(suite, "broad", "*:read *:write *:destructive *:external");
  }

  @AfterAll
  static void tidy() throws Exception {
    ordinary.remove();
    broad.remove();
    first.removeEverything();
  }

  @Test
  void everyRouteWithAnIdHasAnObjectToTryItOn() throws Exception {
    List<String> forgotten = new ArrayList<>();
    for (PublishedApi.Operation operation : PublishedApi.of(suite).operations()) {
      if (operation.hasIds() && !isNobodys(operation) && first.at(operation.path()).isEmpty()) {
        forgotten.add(operation.method() + " " + operation.path());
      }
    }

    assertThat(forgotten)
        .as("Routes without an object: make one in FirstUser, or say in NOBODYS why there is none")
        .isEmpty();
  }

  @Test
  void nobodyReadsOrChangesWhatBelongsToOthers() throws Exception {
    SoftAssertions all = new SoftAssertions();
    Set<String> done = new HashSet<>();
    for (PublishedApi.Operation operation : PublishedApi.of(suite).operations()) {
      if (!operation.hasIds() || !done.add(operation.path())) {
        continue;
      }
      for (Thing thing : first.at(operation.path()).stream().toList()) {
        String before = first.stateOf(thing);
        for (String method : METHODS) {
          if (!NOBODYS.containsKey(method.replace("HEAD", "GET") + " " + operation.path())) {
            attempt(all, method, operation, thing);
          }
        }
        all.assertThat(first.stateOf(thing))
            .as("%s, afterwards", operation.path())
            .isEqualTo(before);
      }
    }
    all.assertAll();
  }

  /** The object is there for its owner, or else a 404 would prove nothing. */
  @Test
  void theOwnerGetsAtEachOfThem() throws Exception {
    for (Thing thing : first.things()) {
      assertThat(first.stateOf(thing)).as("%s", thing).contains(thing.marker());
    }
  }

  private static boolean isNobodys(PublishedApi.Operation operation) {
    return NOBODYS.containsKey(operation.path())
        || NOBODYS.containsKey(operation.method() + " " + operation.path());
  }

  private static void attempt(
      SoftAssertions all, String method, PublishedApi.Operation operation, Thing thing)
      throws Exception {
    Program second = thing.isOwned() ? broad : ordinary;
    String path = operation.at(thing.ids());
    HttpResponse<String> answer =
        suite.send(method, path, second.token(), thing.bodies().getOrDefault(method, "{}"));

    // The container answers methods that no route has.
    all.assertThat(answer.statusCode())
        .as("%s %s: %s", method, path, answer.body())
        .isIn(403, 404, 405);
    all.assertThat(answer.body()).as("%s %s", method, path).doesNotContain(thing.secret());
  }
}
