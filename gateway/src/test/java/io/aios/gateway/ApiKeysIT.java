package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.keys.ApiKey;
import io.aios.contracts.keys.KeyGrant;
import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.gateway.GatewayClient.Answer;
import io.aios.privacy.Policy;
import io.aios.privacy.TextFilter;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static Authority authority;
  private static Suite suite;
  private static GatewayClient client;
  private static AuditTopic audit;

  @BeforeAll
  static void start() throws Exception {
    authority = new Authority();
    Map<String, String> properties = new HashMap<>();
    properties.put("aios.gateway.revocations.enabled", "true");
    properties.put("aios.gateway.keys.refresh", "1h");
    properties.put("aios.gateway.keys.max-age", "1h");
    properties.put("management.tracing.sampling.probability", "1.0");
    authority.register(properties);
    suite = new Suite(properties);
    suite.awaitTools();
    client = new GatewayClient(suite.url());
    audit = new AuditTopic(suite);
    String ready = suite.tokens.user("ada", "echo:read");
    await().atMost(PATIENCE).until(() -> say(ready).status() == 200);
  }

  @AfterAll
  static void stop() {
    suite.close();
    authority.close();
  }

  private static Answer say(String credential, String... headers) throws Exception {
    return client.call("echo_say_text", "{\"text\":\"hi\"}", credential, headers);
  }

  private static ApiKey issued(String... scopes) {
    ApiKey key = ApiKey.random(RANDOM);
    authority.issue(grant(key, Instant.now().plusSeconds(3600), null, scopes));
    return key;
  }

  private static KeyGrant grant(
      ApiKey key, Instant expiresAt, @Nullable Integer callsPerMinute, String... scopes) {
    return new KeyGrant(
        key.id(),
        "ada",
        Set.of(scopes),
        expiresAt,
        callsPerMinute,
        List.of(new KeyGrant.Secret(key.secretHash(), null)));
  }

  @Test
  void takesAKeyAsBearerTokenAndInAHeaderOfItsOwn() throws Exception {
    ApiKey key = issued("echo:read");

    Answer bearer = say(key.text());
    Answer header = say("", "X-API-Key", key.text());

    assertThat(bearer.status()).as(bearer.body()).isEqualTo(200);
    assertThat(header.status()).as(header.body()).isEqualTo(200);
    assertThat(bearer.body()).contains("\"ada\"");
    assertThat(client.mcp("/mcp", GatewayClient.callMessage("echo_say_text", "{}"), key.text()))
        .matches(answer -> answer.status() != 401);
  }

  @Test
  void mintsAHopTokenForTheOwnerThatNamesTheKeyAndKeepsTheSecretToItself() throws Exception {
    ApiKey key = issued("echo:read");

    say("", "X-API-Key", key.text());

    Map<String, String> seen = suite.seen().lastHeaders();
    Map<String, Object> claims = GatewayClient.claimsOf(seen.get("authorization"));
    assertThat(claims)
        .containsEntry("sub", "ada")
        .containsEntry("client_id", "key:" + key.id())
        .containsEntry("scope", "tool:echo_say_text");
    assertThat(seen.toString()).doesNotContain(key.secret());
    assertThat(authority.paths()).noneMatch(path -> path.contains(key.secret()));
  }

  @Test
  void grantsNoMoreThanTheKeysScopes() throws Exception {
    Answer denied = client.call("echo_write_note", "{\"text\":\"x\"}", issued("echo:read").text());

    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.body()).contains("echo:write");
  }

  @Test
  void recordsTheKeysIdAndNeverItsSecret() throws Exception {
    ApiKey key = issued("echo:read");

    say(key.text());

    AuditRecord entry = audit.await(record -> ApiKey.client(key.id()).equals(record.client()));
    assertThat(entry.subject()).isEqualTo("ada");
    assertThat(entry.toString()).doesNotContain(key.secret());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aios_",
        "aios_abc",
        "aios_0000000000000000000000000000000000000000000000000000000_000000",
        "aios_../../internal/signing-keys",
        "aios_%00"
      })
  void asksNobodyAboutWhatIsNoKey(String garbage) throws Exception {
    List<String> before = authority.paths();

    Answer refused = say(garbage);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(authority.paths()).isEqualTo(before);
  }

  @Test
  void refusesAWrongSecretAnUnknownIdAndAnExpiredKeyEachWithOneRecord() throws Exception {
    ApiKey key = issued("echo:read");
    ApiKey expired = ApiKey.random(RANDOM);
    authority.issue(grant(expired, Instant.now().minusSeconds(1), null, "echo:read"));

    for (ApiKey bad : List.of(key.rotated(RANDOM), ApiKey.random(RANDOM), expired)) {
      Answer refused = say(bad.text());

      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.body()).doesNotContain(bad.secret());
      String trace = refused.json().path("traceId").asString();
      assertThat(audit.ofTrace(trace).reason()).isEqualTo("unauthenticated");
    }
    assertThat(say(key.text()).status()).isEqualTo(200);
  }

  @Test
  void asksOnceForAKeyAndOnceForOneThatDoesNotExist() throws Exception {
    ApiKey key = issued("echo:read");
    ApiKey unknown = ApiKey.random(RANDOM);

    for (int i = 0; i < 10; i++) {
      say(key.text());
      say(unknown.text());
    }

    assertThat(authority.paths()).filteredOn(path -> path.contains(key.id())).hasSize(1);
    assertThat(authority.paths()).filteredOn(path -> path.contains(unknown.id())).hasSize(1);
  }

  @Test
  void refusesTwoCredentials() throws Exception {
    ApiKey key = issued("echo:read");

    assertThat(say(suite.tokens.user("ada", "echo:read"), "X-API-Key", key.text()).status())
        .isEqualTo(401);
  }

  @Test
  void takesNoAccessTokenInTheHeaderForKeys() throws Exception {
    assertThat(say("", "X-API-Key", suite.tokens.user("ada", "echo:read")).status()).isEqualTo(401);
  }

  @Test
  void refusesARevokedKeyAlsoInStepsOfCommandsThatItGave() throws Exception {
    ApiKey key = issued("echo:read");
    String step = suite.tokens.orchestratorFor(ApiKey.client(key.id()), "ada", "echo:read");
    assertThat(say(key.text()).status()).isEqualTo(200);
    assertThat(say(step).status()).isEqualTo(200);

    authority.withdraw(key.id());
    revoke(key);

    await().atMost(PATIENCE).until(() -> say(key.text()).status() == 401);
    assertThat(say(step).status()).isEqualTo(401);
  }

  private static void revoke(ApiKey key) {
    authority.revoke(
        new Revocation(Kind.KEY, key.id(), Instant.now(), Instant.now().plusSeconds(3600)));
  }

  @Test
  void takesBothSecretsWhileARotationOverlaps() throws Exception {
    ApiKey first = issued("echo:read");
    ApiKey second = first.rotated(RANDOM);
    assertThat(say(first.text()).status()).isEqualTo(200);
    Instant until = Instant.now().plusSeconds(3600);

    rotate(first, second, until);

    await().atMost(PATIENCE).until(() -> say(second.text()).status() == 200);
    assertThat(say(first.text()).status()).isEqualTo(200);

    rotate(first, second, Instant.now());

    await().atMost(PATIENCE).until(() -> say(first.text()).status() == 401);
    assertThat(say(second.text()).status()).isEqualTo(200);
  }

  private static void rotate(ApiKey first, ApiKey second, Instant until) {
    authority.issue(
        new KeyGrant(
            first.id(),
            "ada",
            Set.of("echo:read"),
            Instant.now().plusSeconds(3600),
            null,
            List.of(
                new KeyGrant.Secret(second.secretHash(), null),
                new KeyGrant.Secret(first.secretHash(), until))));
    revoke(first);
  }

  @Test
  void countsEachKeysCallsBesideItsOwners() throws Exception {
    ApiKey key = ApiKey.random(RANDOM);
    authority.issue(grant(key, Instant.now().plusSeconds(3600), 3, "echo:read"));
    ApiKey other = issued("echo:read");
    for (int i = 0; i < 2; i++) {
      assertThat(say(key.text()).status()).isEqualTo(200);
    }
    // Asking takes a request too.
    Answer explained =
        client.post(
            "/api/v1/tools/echo_say_text/explain", BodyPublishers.ofString("{}"), key.text());

    Answer limited = say(key.text());

    assertThat(explained.body()).contains("'key' has 0 of 3 units");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("RateLimit-Policy")).isEqualTo("\"key\";q=3;w=60");
    assertThat(say(other.text()).status()).isEqualTo(200);
    String step = suite.tokens.orchestratorFor(ApiKey.client(key.id()), "ada", "echo:read");
    assertThat(say(step).status()).isEqualTo(429);
  }

  @Test
  void doesNotTakeAKeyThatCannotBeLookedUp() throws Exception {
    ApiKey key = issued("echo:read");
    authority.awayForKeys(true);
    try {
      Answer unknown = say(key.text());
      assertThat(unknown.status()).isEqualTo(503);
      assertThat(unknown.body()).doesNotContain(key.secret());
    } finally {
      authority.awayForKeys(false);
    }
    assertThat(say(key.text()).status()).isEqualTo(200);
  }

  @Test
  void makesKeysThatTheSecretFilterKnows() {
    String text = "my key is " + ApiKey.random(RANDOM).text() + ", " + UUID.randomUUID();

    assertThat(new TextFilter(Policy.standard(), null).apply(text).text()).doesNotContain("aios_");
  }
}
