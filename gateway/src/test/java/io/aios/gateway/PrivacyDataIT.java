package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.events.Topics;
import io.aios.contracts.privacy.DataErased;
import io.aios.gateway.GatewayClient.Answer;
import io.aios.gateway.usecase.PrivacySettings;
import io.aios.gateway.usecase.UserPrivacy;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.aios.privacy.Category;
import io.aios.privacy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

class PrivacyDataIT {
  private static final String DATA = "/api/v1/privacy/data";
  private static final String CARD = "{\"text\":\"4111 1111 1111 1111\"}";
  private static PrivacySuite shared;

  @BeforeAll
  static void start() {
    shared = PrivacySuite.get();
  }

  private static String owner(String subject, long loginSecondsAgo) {
    return shared.suite.tokens.user(
        subject,
        claims -> claims.claim("auth_time", Instant.now().getEpochSecond() - loginSecondsAgo),
        "*:read",
        "privacy:reveal");
  }

  /** A setting and a token, which is given. */
  private static String somethingOf(String subject) throws Exception {
    settings().put(subject, new UserPrivacy(Map.of(Category.NAMES, Mode.REDACT)));
    return shared
        .client
        .call("echo_say_text", CARD, owner(subject, 0))
        .json()
        .at("/structuredContent/text")
        .asString();
  }

  private static PrivacySettings settings() {
    return shared.suite.gateway.getBean(PrivacySettings.class);
  }

  private static Answer delete(String token) throws Exception {
    return shared.client.send(shared.client.request(DATA, token).DELETE());
  }

  @Test
  void tellsWhatEveryServiceStoresAndWhichDoesNotSay() throws Exception {
    somethingOf("fay");

    Answer answer = shared.client.get(DATA, owner("fay", 600));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode export = answer.json();
    assertThat(export.at("/services/gateway/privacySettings/names").asString()).isEqualTo("redact");
    assertThat(export.at("/services/gateway/tokenCount").asInt()).isEqualTo(1);
    assertThat(export.at("/services/orchestrator/bytes").asInt(-1)).isZero();
    assertThat(export.path("complete").asBoolean(true)).isFalse();
    assertThat(export.path("missing").propertyNames())
        .containsExactlyInAnyOrder("security-manager", "federation");
    assertThat(shared.orchestrator.lastPath()).isEqualTo("/internal/subject-data");
    Map<String, Object> claims =
        GatewayClient.claimsOf(shared.orchestrator.lastHeaders().get("authorization"));
    assertThat(claims.get("sub")).isEqualTo("fay");
    assertThat(claims.get("scope")).isEqualTo("subject:export");
    assertThat(answer.body()).doesNotContain("4111");
  }

  @Test
  void takesTheGrant() throws Exception {
    String agent = shared.suite.tokens.user("fay", "*:read", "*:write");

    assertThat(shared.client.get(DATA, agent).status()).isEqualTo(403);
    assertThat(delete(agent).status()).isEqualTo(403);
    assertThat(shared.client.get("/internal/subject-data", owner("fay", 0)).status())
        .isEqualTo(403);
  }

  @Test
  void erasesAfterAFreshLoginOnlyAndShowsHowFarItIs() throws Exception {
    String token = somethingOf("gus");
    String others = somethingOf("ada");

    Answer stale = delete(owner("gus", 600));
    assertThat(stale.status()).isEqualTo(401);
    assertThat(stale.json().path("type").asString()).endsWith("insufficient-user-authentication");
    assertThat(stale.header("WWW-Authenticate")).contains("max_age=\"300\"");
    String program = shared.suite.tokens.user("gus", "privacy:reveal");
    assertThat(delete(program).status()).as("who never logged in").isEqualTo(401);

    Answer accepted = delete(owner("gus", 5));
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    JsonNode erasure = await(each -> !part(each, "gateway").path("erasedAt").isNull());
    assertThat(part(erasure, "gateway").path("erased").toString())
        .isEqualTo("{\"privacySettings\":1,\"tokens\":1}");
    assertThat(erasure.path("complete").asBoolean(true)).isFalse();
    assertThat(part(erasure, "federation").path("erasedAt").isNull()).isTrue();
    assertThat(settings().find("gus")).isEqualTo(UserPrivacy.NONE);
    assertThat(say(token, "gus").status()).isEqualTo(422);
    assertThat(say(others, "ada").status()).as("others keep theirs").isEqualTo(200);

    UUID id = UUID.fromString(accepted.json().path("id").asString());
    List.of("security-manager", "orchestrator", "federation").forEach(each -> done(id, each));
    JsonNode complete = await(each -> each.path("complete").asBoolean());
    assertThat(part(complete, "orchestrator").at("/erased/commands").asInt()).isEqualTo(7);
    assertThat(erasures("ada")).isEmpty();
  }

  private static Answer say(String token, String subject) throws Exception {
    return shared.client.call("echo_say_text", "{\"text\":\"" + token + "\"}", owner(subject, 0));
  }

  private static JsonNode part(JsonNode erasure, String service) {
    for (JsonNode part : erasure.path("parts")) {
      if (part.path("service").asString().equals(service)) {
        return part;
      }
    }
    throw new AssertionError("No part of " + service + " in " + erasure);
  }

  private static JsonNode erasures(String subject) throws Exception {
    return shared.client.get("/api/v1/privacy/erasures", owner(subject, 0)).json();
  }

  private static JsonNode await(Predicate<JsonNode> wanted) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> erasures("gus").path(0), wanted);
  }

  /** As another service tells it. */
  private static void done(UUID erasure, String service) {
    var gateway = shared.suite.gateway;
    gateway
        .getBean(TransactionOperations.class)
        .executeWithoutResult(
            none ->
                gateway
                    .getBean(Outbox.class)
                    .append(
                        List.of(
                            new OutgoingEvent(
                                UUID.randomUUID(),
                                Topics.PRIVACY,
                                erasure.toString(),
                                DataErased.TYPE,
                                Instant.now(),
                                new DataErased(erasure, service, Map.of("commands", 7L))))));
  }
}
