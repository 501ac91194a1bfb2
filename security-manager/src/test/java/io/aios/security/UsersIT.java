package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.keys.ApiKey;
import io.aios.contracts.tokens.Revocation.Kind;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People have roles; what these permit is the most that any token or key of theirs does. */
@ExtendWith(KeptAdministrator.class)
class UsersIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String EVERYTHING = "*:read *:write *:destructive ops:read";

  private final Server server = Server.running();
  private final JdbcClient jdbc = server.bean(JdbcClient.class);

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static String location(HttpResponse<String> answer) {
    return Person.location(answer).toString();
  }

  @Test
  void givesAUserTheScopesOfTheirRolesAndNoMore() throws Exception {
    Person ada = Person.with("viewer");
    ada.logIn();

    Map<String, Object> tokens = ada.tokens(Map.of("scope", EVERYTHING));

    var claims = Person.claims(tokens);
    assertThat(claims.getSubject()).isEqualTo(ada.name);
    assertThat(Person.scopes(claims)).containsExactly("*:read");
    assertThat(tokens.get("scope")).isEqualTo("*:read");
    assertThat(claims.getStringListClaim("roles")).containsExactly("viewer");
    assertThat(claims.getDateClaim("auth_time")).isNotNull();
    assertThat(claims.getStringListClaim("amr")).containsExactly("pwd");
  }

  /** They decide over what is offered to everybody. */
  @Test
  void givesSavedPlansAndExternalServersByNameOnly() throws Exception {
    String wish = "*:write plans:write servers:write";
    Person ada = Person.with("user");
    ada.logIn();
    Person root = Person.with("administrator");
    root.logIn();

    assertThat(Person.scopes(Person.claims(ada.token(wish)))).containsExactly("*:write");
    assertThat(Person.scopes(Person.claims(root.token(wish))))
        .containsExactlyInAnyOrder("*:write", "plans:write", "servers:write");
  }

  @Test
  void narrowsAWishForEveryServerToTheServersOfTheRole() throws Exception {
    put("/api/v1/roles/notes-reader", Map.of("permissions", List.of("notes:read")));
    Person ada = Person.with("notes-reader");
    ada.logIn();

    assertThat(Person.scopes(Person.claims(ada.token("*:read *:write"))))
        .containsExactly("notes:read");
    assertThat(location(ada.authorize("sysops:read"))).contains("error=access_denied");
  }

  @Test
  void addsTheRolesOfGroups() throws Exception {
    put("/api/v1/groups/staff", Map.of("roles", List.of("user")));
    Person ada = Person.with("viewer");
    ada.change(Map.of("groups", List.of("staff")));
    ada.logIn();

    var claims = Person.claims(ada.token(EVERYTHING));

    assertThat(claims.getStringListClaim("groups")).containsExactly("staff");
    assertThat(claims.getStringListClaim("roles")).containsExactly("user", "viewer");
    assertThat(Person.scopes(claims)).containsExactlyInAnyOrder("*:read", "*:write");
  }

  @Test
  void letsRoleChangesReachTheNextTokenOfACodeThatIsOut() throws Exception {
    Person ada = Person.with("user");
    ada.logIn();
    String code = Person.code(ada.authorize(EVERYTHING));

    ada.change(Map.of("roles", List.of("viewer")));

    Map<String, Object> tokens = ada.exchange(code);
    assertThat(Person.scopes(Person.claims(tokens))).containsExactly("*:read");
    assertThat(tokens.get("scope")).isEqualTo("*:read");
  }

  @Test
  void endsSessionsAndKeysOfWhoIsDisabled() throws Exception {
    Person ada = Person.with("user");
    ada.logIn();
    String token = ada.token("*:read");
    String code = Person.code(ada.authorize("*:read"));
    HttpResponse<String> key =
        Person.as(
            ada.name, "POST", "/api/v1/keys", Map.of("name", "k", "scopes", List.of("a:read")));
    assertThat(server.isActive(token)).isTrue();

    ada.change(Map.of("enabled", false));

    assertThat(server.isActive(token)).isFalse();
    assertThat(server.revocations())
        .anyMatch(each -> each.kind() == Kind.PRINCIPAL && each.value().equals(ada.name))
        .anyMatch(
            each ->
                each.kind() == Kind.KEY && each.value().equals(json(key).path("id").asString()));
    assertThat(ada.redeem(code).statusCode()).isEqualTo(400);
    assertThat(location(ada.authorize("*:read"))).isEqualTo("/login");
    assertThat(location(ada.logIn())).isEqualTo("/login?error=wrong");
  }

  @Test
  void limitsKeysToWhatTheirOwnerMayHaveNow() throws Exception {
    Person ada = Person.with("user");
    JsonNode key =
        json(
            Person.as(
                ada.name,
                "POST",
                "/api/v1/keys",
                Map.of("name", "k", "scopes", List.of("echo:read", "echo:write"))));
    assertThat(grant(key).path("scopes").size()).isEqualTo(2);
    assertThat(grant(key).path("roles")).hasToString("[\"user\"]");

    ada.change(Map.of("roles", List.of("viewer")));
    assertThat(grant(key).path("scopes").valueStream().map(JsonNode::asString).toList())
        .containsExactly("echo:read");

    ada.change(Map.of("roles", List.of()));
    assertThat(grant(key).has("scopes")).isFalse();
  }

  private JsonNode grant(JsonNode key) throws Exception {
    String id = ApiKey.parse(key.path("key").asString()).orElseThrow().id();
    HttpResponse<String> answer =
        server.new Browser()
            .get(
                "/internal/keys/" + id + "?used=",
                "Authorization",
                "Bearer " + server.hopTokenOf("gateway", "keys:fetch"));
    return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  @Test
  void tellsGatewaysWhatUsersAmountToNow() throws Exception {
    Person ada = Person.with("viewer");
    String path = "/internal/accounts/" + ada.name;
    String gateway = "Bearer " + server.hopTokenOf("gateway", "accounts:fetch");

    HttpResponse<String> told = server.new Browser().get(path, "Authorization", gateway);
    assertThat(json(told).path("enabled").asBoolean()).isTrue();
    assertThat(json(told).path("roles")).hasToString("[\"viewer\"]");
    assertThat(json(told).path("groups").isEmpty()).isTrue();
    assertThat(json(told).path("permissions").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("*:read", "privacy:reveal");
    assertThat(Person.asAdministrator("GET", path, null).statusCode()).isEqualTo(403);
    assertThat(
            server.new Browser()
                .get("/internal/accounts/program-1", "Authorization", gateway)
                .statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/users", "/api/v1/groups", "/api/v1/roles"})
  void showsPeopleToAdministratorsOnly(String path) throws Exception {
    Person ada = Person.with("user");

    assertThat(Person.as(ada.name, "GET", path, null).statusCode()).isEqualTo(403);
    assertThat(Person.as("program-1", "GET", path, null).statusCode()).isEqualTo(403);
    assertThat(Person.asAdministrator("GET", path, null).statusCode()).isEqualTo(200);
  }

  @Test
  void letsNobodyRaiseThemselves() throws Exception {
    Person ada = Person.with("user");

    for (String[] attempt :
        new String[][] {
          {"PATCH", "/api/v1/users/" + ada.name, "{\"roles\":[\"administrator\"]}"},
          {"POST", "/api/v1/users", "{\"name\":\"eve\",\"password\":\"twelve wet otters\"}"},
          {"PUT", "/api/v1/users/admin/password", "{\"password\":\"twelve wet otters\"}"},
          {"PUT", "/api/v1/roles/user", "{\"permissions\":[\"*:destructive\"]}"},
          {"PUT", "/api/v1/groups/staff", "{\"roles\":[\"administrator\"]}"},
          {"POST", "/api/v1/clients", "{\"name\":\"x\",\"scopes\":[\"*:write\"]}"},
          {"POST", "/api/v1/policies/rollback", "{}"}
        }) {
      HttpResponse<String> answer =
          Person.as(ada.name, attempt[0], attempt[1], JSON.readTree(attempt[2]));
      assertThat(answer.statusCode()).as(attempt[1] + answer.body()).isEqualTo(403);
    }
    assertThat(Person.as(ada.name, "GET", "/api/v1/clients", null).statusCode()).isEqualTo(403);
  }

  @Test
  void keepsTheLastAdministrator() throws Exception {
    for (Map<String, Object> change :
        List.<Map<String, Object>>of(Map.of("enabled", false), Map.of("roles", List.of("user")))) {
      HttpResponse<String> answer = Person.asAdministrator("PATCH", "/api/v1/users/admin", change);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    }
    assertThat(
            json(Person.asAdministrator("GET", "/api/v1/users/admin", null))
                .path("enabled")
                .asBoolean())
        .isTrue();
    assertThat(
            Person.asAdministrator(
                    "PUT", "/api/v1/roles/administrator", Map.of("permissions", List.of()))
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void refusesWhatMakesNoSense() throws Exception {
    for (Map<String, Object> wish :
        List.<Map<String, Object>>of(
            Map.of("name", "Ada Lovelace", "password", "twelve wet otters"),
            Map.of("name", "ada", "password", "twelve wet otters", "roles", List.of("king")),
            Map.of("name", "ada", "password", "twelve wet otters", "groups", List.of("kings")),
            Map.of("name", "ada", "password", "short"),
            Map.of("name", "ada", "password", "passwordpassword"),
            Map.of("name", "ada", "password", "Welcome123456"),
            Map.of("name", "ada", "password", "abcabcabcabcabc"),
            Map.of("name", "augusta", "password", "augusta-king-1815"))) {
      HttpResponse<String> answer = Person.asAdministrator("POST", "/api/v1/users", wish);
      assertThat(answer.statusCode()).as(wish + answer.body()).isEqualTo(400);
    }
    assertThat(
            Person.asAdministrator(
                    "PUT", "/api/v1/roles/r", Map.of("permissions", List.of("internal:keys")))
                .statusCode())
        .isEqualTo(400);
    assertThat(
            Person.asAdministrator("PUT", "/api/v1/roles/R!", Map.of("permissions", List.of()))
                .statusCode())
        .isEqualTo(400);
    Person ada = Person.with();
    assertThat(
            Person.asAdministrator(
                    "POST",
                    "/api/v1/users",
                    Map.of("name", ada.name, "password", "twelve wet otters"))
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void endsLoginsWhenThePasswordChanges() throws Exception {
    Person ada = Person.with("viewer");
    ada.logIn();
    String token = ada.token("*:read");

    HttpResponse<String> wrong = change(ada, "not the present one", "thirteen dry otters");
    assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(403);
    assertThat(server.isActive(token)).isTrue();
    HttpResponse<String> changed = change(ada, ada.password, "thirteen dry otters");

    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
    assertThat(server.isActive(token)).isFalse();
    assertThat(location(ada.authorize("*:read"))).isEqualTo("/login");
    assertThat(location(ada.logIn())).isEqualTo("/login?error=wrong");
    assertThat(ada.logIn("thirteen dry otters").statusCode()).isEqualTo(303);
  }

  private static HttpResponse<String> change(Person who, String current, String next)
      throws Exception {
    return Person.as(
        who.name, "PUT", "/api/v1/account/password", Map.of("current", current, "password", next));
  }

  @Test
  void resetsAPassword() throws Exception {
    Person ada = Person.with("viewer");

    HttpResponse<String> reset =
        Person.asAdministrator(
            "PUT",
            "/api/v1/users/" + ada.name + "/password",
            Map.of("password", "thirteen dry otters"));

    assertThat(reset.statusCode()).as(reset.body()).isEqualTo(204);
    assertThat(location(ada.logIn())).isEqualTo("/login?error=wrong");
    assertThat(ada.logIn("thirteen dry otters").statusCode()).isEqualTo(204);
  }

  /** As the gateway says it. */
  private String[] from(String address) throws Exception {
    return new String[] {
      "X-Forwarded-For", address, "X-Aios-Forwarded-By", server.hopTokenOf("gateway", "forward")
    };
  }

  @Test
  void slowsDownWhoGuessesAtManyNamesOrFromManyPlaces() throws Exception {
    Person ada = Person.with();
    Server.Browser browser = server.new Browser();
    String csrf = Person.csrf(browser.get("/login"));
    for (int i = 0; i < 50; i++) {
      browser.post(
          "/login",
          Map.of("username", ada.name, "password", "guess", "_csrf", csrf),
          from("198.51.100." + i));
    }
    assertThat(location(ada.logIn(ada.password, from("198.51.100.99"))))
        .isEqualTo("/login?error=wait");

    Person bob = Person.with();
    for (int i = 0; i < 100; i++) {
      browser.post(
          "/login",
          Map.of("username", "n" + i, "password", "guess", "_csrf", csrf),
          from("203.0.113.5"));
    }
    assertThat(location(bob.logIn(bob.password, from("203.0.113.5"))))
        .isEqualTo("/login?error=wait");
    assertThat(bob.logIn(bob.password, from("203.0.113.6")).statusCode()).isEqualTo(204);
  }

  @Test
  void storesPasswordsAsArgon2idAndRehashesOldOnes() throws Exception {
    Person ada = Person.with();
    assertThat(hash(ada)).startsWith("$argon2id$v=19$m=1024,t=1,p=1$");
    var weaker = new Argon2PasswordEncoder(16, 32, 1, 512, 1);
    jdbc.sql("UPDATE account SET password_hash = ? WHERE name = ?")
        .params(weaker.encode(ada.password), ada.name)
        .update();

    assertThat(ada.logIn().statusCode()).isEqualTo(204);

    assertThat(hash(ada)).startsWith("$argon2id$v=19$m=1024,t=1,p=1$");
    assertThat(ada.logIn().statusCode()).isEqualTo(204);
  }

  private String hash(Person person) {
    return jdbc.sql("SELECT password_hash FROM account WHERE name = ?")
        .param(person.name)
        .query(String.class)
        .single();
  }

  private static void put(String path, Object body) throws Exception {
    HttpResponse<String> answer = Person.asAdministrator("PUT", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void removesRolesFromEverybody() throws Exception {
    String role = "r-" + UUID.randomUUID().toString().substring(0, 8);
    put("/api/v1/roles/" + role, Map.of("permissions", List.of("notes:read")));
    Person ada = Person.with(role, "viewer");

    assertThat(Person.asAdministrator("DELETE", "/api/v1/roles/" + role, null).statusCode())
        .isEqualTo(204);

    assertThat(json(Person.asAdministrator("GET", "/api/v1/users/" + ada.name, null)).path("roles"))
        .hasToString("[\"viewer\"]");
    assertThat(Person.asAdministrator("DELETE", "/api/v1/roles/" + role, null).statusCode())
        .isEqualTo(404);
  }
}
