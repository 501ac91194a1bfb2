package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program with client credentials: a user of its own, and no administrator. */
final class Program {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunningSuite suite;
  private final String id;
  private final String token;

  private Program(RunningSuite suite, String id, String token) {
    this.suite = suite;
    this.id = id;
    this.token = token;
  }

  static Program registered(RunningSuite suite, String name, String scopes) throws Exception {
    String body =
        JSON.writeValueAsString(Map.of("name", name, "scopes", List.of(scopes.split(" "))));
    HttpResponse<String> made =
        suite.post("/api/v1/clients", suite.token("*:read *:write *:destructive *:external"), body);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode client = JSON.readTree(made.body());
    String id = client.path("clientId").asString();
    HttpResponse<String> granted =
        suite.form(
            "/oauth2/token",
            "grant_type=client_credentials&scope=" + scopes.replace(" ", "%20").replace("*", "%2A"),
            id,
            client.path("clientSecret").asString());
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
    return new Program(suite, id, JSON.readTree(granted.body()).path("access_token").asString());
  }

  String token() {
    return token;
  }

  String id() {
    return id;
  }

  void remove() throws Exception {
    suite.send("DELETE", "/api/v1/clients/" + id, suite.token("security:write"), "");
  }
}
