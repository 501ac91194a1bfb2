package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was made since in the collections of a suite whose members can be removed. */
final class Leftovers {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Collections by the member that names an object of theirs. */
  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "/api/v1/triggers", "id",
          "/api/v1/keys", "id",
          "/api/v1/plans", "name",
          "/api/v1/clients", "clientId",
          "/api/v1/external-servers", "alias",
          "/api/v1/groups", "name",
          "/api/v1/roles", "name",
          "/api/v1/alerts/quarantine", "subject");

  private final RunningSuite suite;
  private final String token;
  private final Map<String, Set<String>> before = new HashMap<>();

  Leftovers(RunningSuite suite, String token) throws Exception {
    this.suite = suite;
    this.token = token;
    for (String collection : COLLECTIONS.keySet()) {
      before.put(collection, members(collection));
    }
  }

  void remove() throws Exception {
    for (String collection : COLLECTIONS.keySet()) {
      for (String member : members(collection)) {
        if (!before.getOrDefault(collection, Set.of()).contains(member)) {
          String name = URLEncoder.encode(member, StandardCharsets.UTF_8).replace("+", "%20");
          HttpResponse<String> gone = suite.send("DELETE", collection + "/" + name, token, "");
          assertThat(gone.statusCode()).as("%s/%s %s", collection, name, gone.body()).isIn(204);
        }
      }
    }
  }

  private Set<String> members(String collection) throws Exception {
    JsonNode list = JSON.readTree(suite.get(collection, token).body());
    Set<String> members = new HashSet<>();
    for (JsonNode each : list.isArray() ? list : list.path("items")) {
      members.add(each.path(COLLECTIONS.get(collection)).asString());
    }
    return members;
  }
}
