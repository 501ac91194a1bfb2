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

/** Somebody who may do everything, with one object of each kind that the API has. */
final class FirstUser {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Stands in every object, and in no answer to others. */
  static final String MARK = "first-users-own";

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

  private static final String nameD =
      "{\"name\": \"%s\", \"scopes\": [\"sysops:read\"]}".formatted(MARK);
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
   * @param secret what no answer to others may say
   * @param bodies that the methods take, {@code {}} where there is none
   */
  record Thing(
      String routes,
      Map<String, String> ids,
      String readAt,
      String marker,
      String secret,
      Map<String, String> bodies) {}

  /** How an object ends that is in no collection of {@link Leftovers}. */
  private record Removal(String method, String path, String body) {}

  private final RunningSuite suite;
  private final String token;
  private final String name;
  private final List<Thing> things = new ArrayList<>();
  private final Deque<Removal> removals = new ArrayDeque<>();

  private FirstUser(RunningSuite suite, String token, String name) throws Exception {
    this.suite = suite;
    this.token = token;
    this.name = name;
    command();
    trigger();
    key();
    plan();
    client();
    policies();
    externalServer();
    users();
  }

  /**
   * @param token that permits everything
   * @param name of objects that have one
   */
  static FirstUser withEverything(RunningSuite suite, String token, String name) throws Exception {
    refuseCredentials(suite);
    FirstUser user = new FirstUser(suite, token, name);
    user.approval();
    user.session();
    user.quarantine();
    user.alert();
    return user;
  }

  /** Without what has to be waited for, or is in the way of others. */
  static FirstUser withWhatIsMadeAtOnce(RunningSuite suite, String token, String name)
      throws Exception {
    return new FirstUser(suite, token, name);
  }

  List<Thing> things() {
    return List.copyOf(things);
  }

  /** The object for a route: that with the longest beginning. */
  Optional<Thing> at(String path) {
    return things.stream()
        .filter(thing -> path.equals(thing.routes()) || path.startsWith(thing.routes() + "/"))
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

  void end() throws Exception {
    while (!removals.isEmpty()) {
      Removal removal = removals.pop();
      HttpResponse<String> gone =
          suite.send(removal.method(), removal.path(), token, removal.body());
      assertThat(gone.statusCode()).as("%s: %s", removal, gone.body()).isIn(200, 202, 204);
    }
  }

  private JsonNode post(String path, String body, int status) throws Exception {
    HttpResponse<String> answer = suite.post(path, token, body);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  /** Something that is there once it was put, and is found by its name. */
  private void put(String path, String body, int status) throws Exception {
    HttpResponse<String> answer = suite.send("PUT", path, token, body);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(status);
  }

  private void add(String route, Map<String, String> ids, String readAt, String marker) {
    things.add(new Thing(route, ids, readAt, marker, MARK, Map.of()));
  }

  private void command() throws Exception {
    String code =
        """
        {"tool": "python_run_code", "arguments": {"code": "print('%s')"}}\
        """
            .formatted(MARK);
    String id = post("/api/v1/commands", code, 200).path("id").asString();
    add("/api/v1/commands/{id}", Map.of("id", id), "/api/v1/commands/" + id, id);
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
    add("/api/v1/approvals/{command}/{step}", Map.of("command", id, "step", "move"), shown, id);
    add("/api/v1/commands/{id}/approve", Map.of("id", id), shown, id);
    add("/api/v1/commands/{id}/reject", Map.of("id", id), shown, id);
    await(() -> suite.get(shown, token).statusCode() == 200);
  }

  private void trigger() throws Exception {
    String id = post("/api/v1/triggers", TRIGGER, 201).path("id").asString();
    String path = "/api/v1/triggers/" + id;
    things.add(
        new Thing(
            "/api/v1/triggers/{id}", Map.of("id", id), path, id, MARK, Map.of("PUT", TRIGGER)));
  }

  private void key() throws Exception {
    String id = post("/api/v1/keys", nameD, 201).path("id").asString();
    add("/api/v1/keys/{id}", Map.of("id", id), "/api/v1/keys/" + id, id);
  }

  private void session() throws Exception {
    String other = suite.token("sysops:read");
    byte[] claims = Base64.getUrlDecoder().decode(other.split("\\.", -1)[1]);
    String sid = JSON.readTree(claims).path("sid").asString();
    String list = "/api/v1/sessions";
    things.add(new Thing(list + "/{id}", Map.of("id", sid), list, sid, "aios-cli", Map.of()));
    removals.push(new Removal("DELETE", list + "/" + sid, ""));
  }

  private void plan() throws Exception {
    String path = "/api/v1/plans/" + name;
    put(path, PLAN, 200);
    things.add(
        new Thing(
            "/api/v1/plans/{name}",
            Map.of("name", name),
            path,
            name,
            MARK,
            Map.of("PUT", PLAN.replace(MARK, "another's"))));
  }

  private void client() throws Exception {
    String id = post("/api/v1/clients", nameD, 201).path("clientId").asString();
    add("/api/v1/clients/{clientId}", Map.of("clientId", id), "/api/v1/clients", id);
  }

  /** Stored and never in force; versions stay. */
  private void policies() throws Exception {
    String body =
        """
        {"files": {"own.cedar": "permit(principal, action, resource);"}, "note": "%s"}\
        """
            .formatted(MARK);
    String version = post("/api/v1/policies", body, 201).path("version").asString();
    String path = "/api/v1/policies/" + version;
    add("/api/v1/policies/{version}", Map.of("version", version), path, version);
  }

  private void externalServer() throws Exception {
    String program = Files.readString(Path.of("../docs/examples/weather.py"));
    String body =
        JSON.writeValueAsString(
            Map.of("alias", name, "title", MARK, "command", List.of("python3", "-c", program)));
    post("/api/v1/external-servers", body, 201);
    String path = "/api/v1/external-servers/" + name;
    add(
        "/api/v1/external-servers/{alias}",
        Map.of("alias", name, "name", "get-forecast"),
        path,
        name);
  }

  /** A user in a group with a role. A user is never removed. */
  private void users() throws Exception {
    put("/api/v1/roles/" + name, "{\"permissions\": [\"sysops:read\"]}", 200);
    put("/api/v1/groups/" + name, "{\"roles\": [\"%s\"]}".formatted(name), 200);
    String user =
        """
        {"name": "%s", "password": "seven sober seals", "groups": ["%s"]}\
        """
            .formatted(name, name);
    post("/api/v1/users", user, 201);
    removals.push(new Removal("PATCH", "/api/v1/users/" + name, "{\"enabled\": false}"));
    for (String kind : List.of("roles", "groups", "users")) {
      String route = "/api/v1/" + kind;
      things.add(
          new Thing(route + "/{name}", Map.of("name", name), route, name, "sysops:read", Map.of()));
    }
  }

  private void quarantine() throws Exception {
    String list = "/api/v1/alerts/quarantine";
    put(list + "/" + name, "", 204);
    things.add(
        new Thing(list + "/{subject}", Map.of("subject", name), list, name, "by admin", Map.of()));
  }

  /** Enough of them to look like an attack. */
  private static void refuseCredentials(RunningSuite suite) throws Exception {
    for (int i = 0; i < 25; i++) {
      suite.get("/api/v1/tools", "garbage" + i);
    }
  }

  private void alert() throws Exception {
    String list = "/api/v1/alerts?rule=brute-force";
    await(() -> JSON.readTree(suite.get(list, token).body()).path("alerts").size() > 0);
    String id =
        JSON.readTree(suite.get(list, token).body()).path("alerts").path(0).path("id").asString();
    String path = "/api/v1/alerts/" + id;
    things.add(
        new Thing(
            "/api/v1/alerts/{id}", Map.of("id", id), path, id, "refused credentials", Map.of()));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(condition);
  }
}
