package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user with a role, who has logged in on devices (RFC 8628). */
final class Person {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PASSWORD = "seven sober seals";

  private final RunningSuite suite;
  private final String name;

  private Person(RunningSuite suite, String name) {
    this.suite = suite;
    this.name = name;
  }

  static Person added(RunningSuite suite, String name, String role) throws Exception {
    String body =
        JSON.writeValueAsString(Map.of("name", name, "password", PASSWORD, "roles", List.of(role)));
    HttpResponse<String> added = suite.post("/api/v1/users", suite.token("*:write"), body);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    return new Person(suite, name);
  }

  /** An access token that holds what of these scopes the role permits. */
  String token(List<String> scopes) throws Exception {
    JsonNode asked =
        granted(
            "/oauth2/device_authorization",
            "client_id=aios-cli&scope="
                + URLEncoder.encode(String.join(" ", scopes), StandardCharsets.UTF_8));
    new DeviceOwner(suite.state().gatewayUrl())
        .letIn(name, PASSWORD, asked.path("user_code").asString(), scopes);
    return granted(
            "/oauth2/token",
            "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id=aios-cli&device_code="
                + asked.path("device_code").asString())
        .path("access_token")
        .asString();
  }

  private JsonNode granted(String path, String form) throws Exception {
    HttpResponse<String> answer = suite.form(path, form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** Users are never deleted. */
  void disable() throws Exception {
    HttpResponse<String> disabled =
        suite.patch("/api/v1/users/" + name, suite.token("*:write"), "{\"enabled\":false}");
    assertThat(disabled.statusCode()).as(disabled.body()).isEqualTo(200);
  }
}
