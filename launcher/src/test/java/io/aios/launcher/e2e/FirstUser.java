package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The suite's owner, with one object of each kind that the API has. */
final class FirstUser {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ALL = "*:read *:write *:destructive *:external approvals:decide";
  private static final String MARK = "first-users-own";

  /** What goes on by itself. */
  private static final Set<String> CHANGING =
      Set.of(
          "lastUsedAt",
          "refreshedAt",
          "askedAt",
          "lastAt",
          "occurrences",
          "evidence",
          "factors",
          "explanation",
          "severity");

  private static final String TRIGGER =
      """
      {"name": "%s", "cron": "30 2 1 1 *", "command": {"tool": "sysops_get_policy", "arguments": {}}}\
      """
          .formatted(MARK);
  private static final String PLAN =
      """
      {"description": "%s", "steps": [{"id": "a", "tool": "sysops_get_policy", "arguments": {}}]}\
      """
          .formatted(MARK);

  /**
   * An object.
   *
   * @param routes that have its id, as the paths of the OpenAPI document begin
   * @param ids by their names in the routes
   * @param readAt where its owner sees it, alone or in a list
   * @param marker the id by which it is known there
   * @param isOwned whether who it belongs to decides, for whatever the others are granted;
   *     otherwise a grant for administrators decides
   * @param secret what no answer to others may say
   * @param bodies that the methods take, {@code {}} where there is none
   */
  record Thing(
      String routes,
      Map<String, String> ids,
      String readAt,
      String marker,
      boolean isOwned,
      String secret,
      Map<String, String> bodies) {}

  /** How an object is removed: method, path. */
  private record Removal(String method, String path, String body) {}

  private final RunningSuite suite;
  private final String token;
  private final List<Thing> things = new ArrayList<>();
  private final Deque<Removal> removals = new ArrayDeque<>();

  FirstUser(RunningSuite suite) throws Exception {
    this.suite = suite;
    token = suite.token(ALL);
    refuseCredentials();
    approval();
    command();
    owned("/api/v1/triggers/{id}", made("/api/v1/triggers", TRIGGER), Map.of("PUT", TRIGGER));
    String key = made("/api/v1/keys", "{\"name\":\"" + MARK + "\",\"scopes\":[\"sysops:read\"]}");
    owned("/api/v1/keys/{id}", key, Map.of());
    session();
    plan();
    client();
    policies();
    externalServer();
    quarantine();
    alert();
  }

  List<Thing> things() {
    return List.copyOf(things);
  }

  /** The object for a route: that with the longest beginning. */
  Optional<Thing> at(String path) {
    return things.stream()
        .filter(thing -> path.startsWith(thing.routes()))
        .max(Comparator.comparingInt(thing -> thing.routes().length()));
  }

  /** The object as its owner sees it, but for what goes on by itself. */
  String stateOf(Thing thing) throws Exception {
    HttpResponse<String> seen = suite.get(thing.readAt(), token);
    assertThat(seen.statusCode()).as("%s: %s", thing.readAt(), seen.body()).isEqualTo(200);
    return find(JSON.readTree(seen.body()), thing.marker()).map(JsonNode::toString).orElse("gone");
  }

  private static Optional<JsonNode> find(JsonNode node, String id) {
    if (node instanceof ObjectNode object
        && object.valueStream().anyMatch(value -> value.asString("").equals(id))) {
      return Optional.of(object.deepCopy().remove(CHANGING));
    }
    return node.valueStream().flatMap(each -> find(each, id).stream()).findFirst();
  }

  void removeEverything() throws Exception {
    while (!removals.isEmpty()) {
      Removal removal = removals.pop();
      HttpResponse<String> gone =
          suite.send(removal.method(), removal.path(), token, removal.body());
      assertThat(gone.statusCode()).as("%s: %s", removal, gone.body()).isIn(200, 204);
    }
  }

  private JsonNode post(String path, String body, int status) throws Exception {
    HttpResponse<String> answer = suite.post(path, token, body);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private String made(String collection, String body) throws Exception {
    String id = post(collection, body, 201).path("id").asString();
    removals.push(new Removal("DELETE", collection + "/" + id, ""));
    return id;
  }

  private void owned(String route, String id, Map<String, String> bodies) {
    String readAt = route.replace("{id}", id);
    things.add(new Thing(route, Map.of("id", id), readAt, id, true, MARK, bodies));
  }

  private void granted(String route, Map<String, String> ids, String readAt, String id) {
    things.add(new Thing(route, ids, readAt, id, false, MARK, Map.of()));
  }

  private void command() throws Exception {
    String code =
        "{\"tool\":\"python_run_code\",\"arguments\":{\"code\":\"print('%s')\"}}".formatted(MARK);
    owned(
        "/api/v1/commands/{id}",
        post("/api/v1/commands", code, 200).path("id").asString(),
        Map.of());
  }

  /** A move of a file waits for approval in the shared suite. */
  private void approval() throws Exception {
    Path file = suite.data().resolve("workspace").resolve(MARK);
    Files.writeString(file, "x");
    String move =
        """
        {"steps": [{"id": "move", "tool": "sysops_move_file", "arguments": {"from": "%s", "to": "%s"}}],
         "mode": "async"}\
        """
            .formatted(file, file + "-2");
    String id = post("/api/v1/commands", move, 202).path("id").asString();
    removals.push(new Removal("POST", "/api/v1/commands/" + id + "/cancel", ""));
    String shown = "/api/v1/approvals/" + id + "/move";
    things.add(
        new Thing(
            "/api/v1/approvals/{command}/{step}",
            Map.of("command", id, "step", "move"),
            shown,
            id,
            true,
            MARK,
            Map.of()));
    for (String answer : List.of("/approve", "/reject")) {
      String route = "/api/v1/commands/{id}" + answer;
      things.add(new Thing(route, Map.of("id", id), shown, id, true, MARK, Map.of()));
    }
    await(() -> suite.get(shown, token).statusCode() == 200);
  }

  private void session() throws Exception {
    String other = suite.token("sysops:read");
    String sid =
        JSON.readTree(Base64.getUrlDecoder().decode(other.split("\\.", -1)[1]))
            .path("sid")
            .asString();
    things.add(
        new Thing(
            "/api/v1/sessions/{id}",
            Map.of("id", sid),
            "/api/v1/sessions",
            sid,
            true,
            other,
            Map.of()));
    removals.push(new Removal("DELETE", "/api/v1/sessions/" + sid, ""));
  }

  private void plan() throws Exception {
    String path = "/api/v1/plans/" + MARK.replace('-', '_');
    HttpResponse<String> saved = suite.send("PUT", path, token, PLAN);
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    removals.push(new Removal("DELETE", path, ""));
    String name = MARK.replace('-', '_');
    granted("/api/v1/plans/{name}", Map.of("name", name), path, name);
  }

  private void client() throws Exception {
    String body = "{\"name\":\"" + MARK + "\",\"scopes\":[\"sysops:read\"]}";
    String id = post("/api/v1/clients", body, 201).path("clientId").asString();
    granted("/api/v1/clients/{clientId}", Map.of("clientId", id), "/api/v1/clients", id);
    removals.push(new Removal("DELETE", "/api/v1/clients/" + id, ""));
  }

  /** Stored and never in force; versions stay. */
  private void policies() throws Exception {
    String body =
        "{\"files\":{\"own.cedar\":\"permit(principal, action, resource);\"},\"note\":\"%s\"}"
            .formatted(MARK);
    String version = post("/api/v1/policies", body, 201).path("version").asString();
    granted(
        "/api/v1/policies/{version}",
        Map.of("version", version),
        "/api/v1/policies/" + version,
        version);
  }

  private void externalServer() throws Exception {
    String program = Files.readString(Path.of("../docs/examples/weather.py"));
    String body =
        JSON.writeValueAsString(
            Map.of("alias", "firsts", "title", MARK, "command", List.of("python3", "-c", program)));
    post("/api/v1/external-servers", body, 201);
    removals.push(new Removal("DELETE", "/api/v1/external-servers/firsts", ""));
    granted(
        "/api/v1/external-servers/{alias}",
        Map.of("alias", "firsts", "name", "get-forecast"),
        "/api/v1/external-servers/firsts",
        "firsts");
  }

  private void quarantine() throws Exception {
    String path = "/api/v1/alerts/quarantine/" + MARK;
    HttpResponse<String> held = suite.send("PUT", path, token, "");
    assertThat(held.statusCode()).as(held.body()).isEqualTo(204);
    removals.push(new Removal("DELETE", path, ""));
    granted(
        "/api/v1/alerts/quarantine/{subject}",
        Map.of("subject", MARK),
        "/api/v1/alerts/quarantine",
        MARK);
  }

  /** Enough of them to look like an attack. */
  private void refuseCredentials() throws Exception {
    for (int i = 0; i < 25; i++) {
      suite.get("/api/v1/tools", "garbage" + i);
    }
  }

  private void alert() throws Exception {
    String list = "/api/v1/alerts?rule=brute-force";
    await(() -> JSON.readTree(suite.get(list, token).body()).path("alerts").size() > 0);
    String id =
        JSON.readTree(suite.get(list, token).body()).path("alerts").path(0).path("id").asString();
    things.add(
        new Thing(
            "/api/v1/alerts/{id}",
            Map.of("id", id),
            "/api/v1/alerts/" + id,
            id,
            true,
            "refused credentials",
            Map.of()));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(condition);
  }
}
