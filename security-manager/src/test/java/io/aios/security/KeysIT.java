package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.keys.ApiKey;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.platform.privacy.SubjectData;
import io.aios.security.keys.usecase.StoredKeys;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys are issued to their owner, stored as hashes, and seen by nobody else. */
class KeysIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEYS = "/api/v1/keys";

  private final Server server = Server.running();
  private final Server.Browser http = server.new Browser();
  private final String ada = "ada-" + UUID.randomUUID();

  private HttpResponse<String> send(String token, String method, String path, Object body)
      throws Exception {
    return http.send(
        method,
        path,
        body.equals("") ? "" : JSON.writeValueAsString(body),
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + token);
  }

  private HttpResponse<String> as(String subject, String method, String path, Object body)
      throws Exception {
    return send(
        server.hopTokenOf(subject, "keys", "*:read", "security:write", "echo:write"),
        method,
        path,
        body);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private JsonNode create(String subject, Object wish) throws Exception {
    HttpResponse<String> answer = as(subject, "POST", KEYS, wish);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  private JsonNode create(String subject) throws Exception {
    return create(subject, Map.of("name", "nightly", "scopes", List.of("echo:read")));
  }

  private HttpResponse<String> grant(String id, String used) throws Exception {
    return send(
        server.hopTokenOf("gateway", "keys:fetch"),
        "GET",
        "/internal/keys/" + id + "?used=" + used,
        "");
  }

  @Test
  void tellsAUserOfKeysAndEndsThemWhenTheUserIsErased() throws Exception {
    JsonNode created = create("ivy");
    String id = created.path("id").asString();
    String others = create(ada).path("id").asString();

    HttpResponse<String> told =
        send(server.hopTokenOf("ivy", "subject:export"), "GET", "/internal/subject-data", "");
    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.body()).contains(id, "nightly").doesNotContain(others);
    assertThat(told.body())
        .doesNotContain(ApiKey.parse(created.path("key").asString()).orElseThrow().secretHash());
    assertThat(
            send(server.hopTokenOf("ivy", "keys"), "GET", "/internal/subject-data", "")
                .statusCode())
        .isEqualTo(403);

    assertThat(server.bean(SubjectData.class).erase("ivy").get("keys")).isEqualTo(1L);

    assertThat(grant(id, "false").statusCode()).isEqualTo(404);
    assertThat(grant(others, "false").statusCode()).isEqualTo(200);
  }

  @Test
  void issuesAKeyAndShowsItOnce() throws Exception {
    JsonNode created =
        create(
            ada,
            Map.of(
                "name",
                "nightly",
                "scopes",
                List.of("echo:read", "echo:write"),
                "lifetimeDays",
                7,
                "callsPerMinute",
                60,
                "callsPerDay",
                5000));

    ApiKey key = ApiKey.parse(created.path("key").asString()).orElseThrow();
    assertThat(created.path("id").asString()).isEqualTo(key.id());
    assertThat(Instant.parse(created.path("expiresAt").asString()))
        .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(8)));
    HttpResponse<String> listed = as(ada, "GET", KEYS, "");
    assertThat(listed.body()).contains(key.id(), "nightly").doesNotContain(key.secret());
    assertThat(as(ada, "GET", KEYS + "/" + key.id(), "").body()).doesNotContain(key.secret());
    JsonNode grant = json(grant(key.id(), ""));
    assertThat(grant.path("owner").asString()).isEqualTo(ada);
    assertThat(grant.path("callsPerMinute").asInt()).isEqualTo(60);
    assertThat(grant.path("callsPerDay").asInt()).isEqualTo(5000);
    assertThat(grant.path("secrets").path(0).path("sha256").asString()).isEqualTo(key.secretHash());
    assertThat(
            server
                .bean(JdbcClient.class)
                .sql("SELECT to_jsonb(k)::text FROM api_key k WHERE id = ?")
                .param(key.id())
                .query(String.class)
                .single())
        .contains(key.secretHash())
        .doesNotContain(key.secret());
  }

  @Test
  void passesOnNoMoreThanTheOwnerHas() throws Exception {
    HttpResponse<String> greedy =
        as(ada, "POST", KEYS, Map.of("name", "x", "scopes", List.of("echo:destructive")));

    assertThat(greedy.statusCode()).isEqualTo(403);
    assertThat(greedy.body()).contains("echo:destructive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scopes\":[\"echo:read\"]}",
        "{\"name\":\"x\",\"scopes\":[]}",
        "{\"name\":\"x\",\"scopes\":[\"internal:signing-keys\"]}",
        "{\"name\":\"x\",\"scopes\":[\"echo:read\"],\"lifetimeDays\":367}",
        "{\"name\":\"x\",\"scopes\":[\"echo:read\"],\"callsPerMinute\":0}",
        "{\"name\":\"x\",\"scopes\":[\"echo:read\"],\"callsPerDay\":0}"
      })
  void refusesWishesThatMakeNoSense(String wish) throws Exception {
    HttpResponse<String> answer = as(ada, "POST", KEYS, JSON.readTree(wish));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  @Test
  void hidesTheKeysOfOthers() throws Exception {
    String id = create(ada).path("id").asString();
    String eve = "eve-" + UUID.randomUUID();

    assertThat(json(as(eve, "GET", KEYS, "")).size()).isZero();
    for (String[] request :
        new String[][] {
          {"GET", KEYS + "/" + id},
          {"POST", KEYS + "/" + id + "/rotate"},
          {"DELETE", KEYS + "/" + id}
        }) {
      assertThat(as(eve, request[0], request[1], Map.of()).statusCode())
          .as(request[0] + request[1])
          .isEqualTo(404);
    }
    assertThat(as(eve, "GET", KEYS + "?user=" + ada, "").statusCode()).isEqualTo(403);
    assertThat(as(eve, "GET", KEYS + "?user=*", "").statusCode()).isEqualTo(403);
    assertThat(grant(id, "").statusCode()).isEqualTo(200);
  }

  @Test
  void letsAdministratorsSeeAndRevokeAnybodysKeys() throws Exception {
    String id = create(ada).path("id").asString();

    assertThat(as("admin", "GET", KEYS + "?user=" + ada, "").body()).contains(id);
    assertThat(as("admin", "DELETE", KEYS + "/" + id, "").statusCode()).isEqualTo(204);

    assertThat(grant(id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void revokesAtOnceAndTellsTheGateways() throws Exception {
    String id = create(ada).path("id").asString();

    assertThat(as(ada, "DELETE", KEYS + "/" + id, "").statusCode()).isEqualTo(204);

    assertThat(grant(id, "").statusCode()).isEqualTo(404);
    assertThat(server.revocations())
        .anyMatch(each -> each.kind() == Kind.KEY && each.value().equals(id));
    assertThat(as(ada, "DELETE", KEYS + "/" + id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void rotatesWithAnOverlapAndTellsTheGateways() throws Exception {
    JsonNode created = create(ada);
    String id = created.path("id").asString();
    ApiKey first = ApiKey.parse(created.path("key").asString()).orElseThrow();

    JsonNode rotated =
        json(as(ada, "POST", KEYS + "/" + id + "/rotate", Map.of("overlapSeconds", 600)));

    ApiKey second = ApiKey.parse(rotated.path("key").asString()).orElseThrow();
    assertThat(second.id()).isEqualTo(id);
    assertThat(grant(id, "").body()).contains(first.secretHash(), second.secretHash());
    assertThat(server.revocations())
        .anyMatch(each -> each.kind() == Kind.KEY && each.value().equals(id));

    JsonNode again =
        json(as(ada, "POST", KEYS + "/" + id + "/rotate", Map.of("overlapSeconds", 0)));

    ApiKey third = ApiKey.parse(again.path("key").asString()).orElseThrow();
    assertThat(grant(id, "").body())
        .contains(third.secretHash())
        .doesNotContain(first.secretHash(), second.secretHash());
  }

  @Test
  void knowsTheLastUseToAMinuteAndOnlyOfGoodSecrets() throws Exception {
    ApiKey key = ApiKey.parse(create(ada).path("key").asString()).orElseThrow();
    StoredKeys stored = server.bean(StoredKeys.class);

    grant(key.id(), "");
    grant(key.id(), "0".repeat(64));
    assertThat(stored.find(key.id()).orElseThrow().lastUsedAt()).isNull();

    grant(key.id(), key.secretHash());
    Instant first = stored.find(key.id()).orElseThrow().lastUsedAt();
    assertThat(first).isNotNull();
    stored.used(key.id(), first.plusSeconds(59));
    assertThat(stored.find(key.id()).orElseThrow().lastUsedAt()).isEqualTo(first);
    stored.used(key.id(), first.plusSeconds(61));
    assertThat(stored.find(key.id()).orElseThrow().lastUsedAt()).isAfter(first);
  }

  @Test
  void letsNoKeyManageKeys() throws Exception {
    JsonNode created = create(ada);
    String byKey =
        server.hopTokenFor(
            ApiKey.client(created.path("id").asString()), ada, "keys", "*:read", "*:write");

    assertThat(send(byKey, "GET", KEYS, "").statusCode()).isEqualTo(403);
    assertThat(
            send(byKey, "POST", KEYS, Map.of("name", "x", "scopes", List.of("echo:read")))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void wantsTheGrantForKeys() throws Exception {
    String reader = server.hopTokenOf(ada, "keys", "security:read");

    assertThat(send(reader, "GET", KEYS, "").statusCode()).isEqualTo(200);
    assertThat(
            send(reader, "POST", KEYS, Map.of("name", "x", "scopes", List.of("security:read")))
                .statusCode())
        .isEqualTo(403);
    assertThat(send(reader, "GET", "/internal/keys/abcdefghijkl?used=", "").statusCode())
        .isEqualTo(403);
    assertThat(http.get(KEYS).statusCode()).isEqualTo(401);
  }

  @Test
  void issuesNoMoreThanAHundredKeysToOneOwner() throws Exception {
    for (int i = 0; i < 100; i++) {
      create(ada);
    }
    assertThat(
            as(ada, "POST", KEYS, Map.of("name", "x", "scopes", List.of("echo:read"))).statusCode())
        .isEqualTo(409);
  }

  @Test
  void forgetsKeysThatExpiredLongAgo() throws Exception {
    String id = create(ada).path("id").asString();
    StoredKeys stored = server.bean(StoredKeys.class);

    stored.forget(Instant.now());
    assertThat(stored.find(id)).isPresent();
    stored.forget(Instant.now().plus(Duration.ofDays(91)));

    assertThat(stored.find(id)).isEmpty();
  }
}
