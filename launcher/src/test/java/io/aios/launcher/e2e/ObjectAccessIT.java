package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.cli.gateway.Tokens;
import io.aios.launcher.e2e.FirstUser.Thing;
import io.aios.launcher.e2e.PublishedApi.Operation;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nobody gets at what belongs to others, by whatever route (OWASP API1:2023): every route of the
 * OpenAPI document with an id in it is tried, with every method, by a second user on a real object
 * of the first one. The second has the role {@code user} and a token with all that it permits, for
 * which everything was asked.
 */
@OnSharedSuite
class ObjectAccessIT {
  /** Routes with nobody's object behind them, and why. */
  private static final Map<String, String> NOBODYS =
      Map.of(
          "/api/v1/tools/{name}",
          "tools belong to nobody; ToolCallsIT tests the permission that each takes",
          "/api/v1/tools/{name}/explain",
          "says only what would become of the caller's own call; ExplainIT tests it",
          "GET /api/v1/plans/{name}",
          "saved plans are offered to all, as tools are; PlanOptionsIT tests them",
          "GET /api/v1/plans/{name}/versions",
          "likewise",
          "/api/v1/external-servers/{alias}/credential",
          "is the caller's own, whatever others have; CredentialsIT tests them");

  /** What a grant opens to everybody who has it: tried by the second user without the grant. */
  private static final Set<String> GRANTED =
      Set.of(
          "GET /api/v1/external-servers/{alias}",
          "GET /api/v1/external-servers/{alias}/tools",
          "GET /api/v1/external-servers/{alias}/tools/{name}",
          "GET /api/v1/policies/{version}");

  /** Lists that are the same for everybody who may see them. */
  private static final Set<String> SAME_FOR_ALL =
      Set.of(
          "/api/v1/tools",
          "/api/v1/plans",
          "/api/v1/external-servers",
          "/api/v1/policies",
          "/api/v1/policies/schema");

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private static RunningSuite suite;
  private static PublishedApi api;
  private static FirstUser first;
  private static Leftovers leftovers;
  private static Person second;
  private static String everything;
  private static String little;

  @BeforeAll
  static void prepare(RunningSuite shared) throws Exception {
    suite = shared;
    api = PublishedApi.of(suite);
    String token = suite.token(String.join(" ", Tokens.ALL_SCOPES));
    leftovers = new Leftovers(suite, token);
    first = FirstUser.withEverything(suite, token, "firsts");
    second = Person.added(suite, "second", "user");
    everything = second.token(List.copyOf(Tokens.ALL_SCOPES));
    little = second.token(List.of("*:write"));
  }

  @AfterAll
  static void tidy() throws Exception {
    second.disable();
    first.end();
    leftovers.remove();
  }

  @Test
  void everyRouteWithAnIdHasAnObjectToTryItOn() {
    List<String> forgotten = new ArrayList<>();
    for (Operation operation : withIds()) {
      if (!isNobodys(operation.method(), operation.path())
          && first.at(operation.path()).isEmpty()) {
        forgotten.add(operation.method() + " " + operation.path());
      }
    }

    assertThat(withIds()).hasSizeGreaterThan(50);
    assertThat(forgotten)
        .as("Routes without an object: make one in FirstUser, or say in NOBODYS why there is none")
        .isEmpty();
  }

  /** The object is there for its owner, or else a 404 would prove nothing. */
  @Test
  void theOwnerGetsAtEachOfThem() throws Exception {
    for (Thing thing : first.things()) {
      assertThat(first.stateOf(thing)).as("%s", thing).contains(thing.marker());
    }
  }

  @Test
  void nobodyReadsOrChangesWhatBelongsToOthers() throws Exception {
    SoftAssertions all = new SoftAssertions();
    Set<String> paths = withIds().stream().map(Operation::path).collect(Collectors.toSet());
    for (String path : paths) {
      for (Thing thing : first.at(path).stream().toList()) {
        String before = first.stateOf(thing);
        for (String method : METHODS) {
          attempt(all, method, path, thing);
        }
        all.assertThat(first.stateOf(thing)).as("%s, afterwards", path).isEqualTo(before);
      }
    }
    all.assertAll();
  }

  @Test
  void listsHoldOnlyTheCallersOwn() throws Exception {
    SoftAssertions all = new SoftAssertions();
    Set<String> tried = new HashSet<>();
    for (Operation operation : api.operations()) {
      if (operation.method().equals("GET")
          && !operation.hasIds()
          && !operation.isStream()
          && !SAME_FOR_ALL.contains(operation.path())) {
        tried.add(operation.path());
        HttpResponse<String> mine = suite.get(operation.path(), everything);
        all.assertThat(mine.statusCode()).as(operation.path()).isIn(200, 403);
        all.assertThat(mine.body()).as(operation.path()).doesNotContain(FirstUser.MARK);
        for (Thing thing : first.things()) {
          if (thing.routes().startsWith(operation.path())) {
            all.assertThat(mine.body()).as(operation.path()).doesNotContain(thing.marker());
          }
        }
      }
    }
    for (String whose : List.of("admin", "*")) {
      for (String list : List.of("/api/v1/keys", "/api/v1/sessions")) {
        all.assertThat(suite.get(list + "?user=" + whose, everything).statusCode()).isEqualTo(403);
      }
    }
    all.assertThat(tried).contains("/api/v1/commands", "/api/v1/triggers", "/api/v1/approvals");
    all.assertAll();
  }

  private static List<Operation> withIds() {
    return api.operations().stream().filter(Operation::hasIds).toList();
  }

  private static boolean isNobodys(String method, String path) {
    return NOBODYS.containsKey(path) || NOBODYS.containsKey(method + " " + path);
  }

  private static void attempt(SoftAssertions all, String method, String path, Thing thing)
      throws Exception {
    String documented = method.equals("HEAD") ? "GET" : method;
    if (isNobodys(documented, path)) {
      return;
    }
    String token = GRANTED.contains(documented + " " + path) ? little : everything;
    String address = PublishedApi.at(path, thing.ids());
    HttpResponse<String> answer =
        suite.send(method, address, token, thing.bodies().getOrDefault(method, "{}"));

    boolean exists = api.operations().stream().anyMatch(each -> each.is(documented, path));
    all.assertThat(answer.statusCode())
        .as("%s %s: %s", method, address, answer.body())
        .isIn(exists ? List.of(403, 404) : List.of(403, 404, 405));
    all.assertThat(answer.body()).as("%s %s", method, address).doesNotContain(thing.secret());
  }
}
