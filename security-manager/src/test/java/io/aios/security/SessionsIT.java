package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import io.aios.contracts.events.Topics;
import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.contracts.tokens.RevocationPage;
import io.aios.contracts.tokens.TokensRevoked;
import io.aios.security.revocation.usecase.Revocations;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sessions are seen and ended by their owner and by administrators, and by nobody else. */
class SessionsIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Server server = Server.running();
  private final Server.Browser http = server.new Browser();

  private record Program(String id, String secret) {}

  private Program program() throws Exception {
    HttpResponse<String> created =
        send(
            "POST",
            "/api/v1/clients",
            "{\"name\":\"p\",\"scopes\":[\"sysops:read\"]}",
            server.hopToken("security-manager", "*:read", "*:write"));
    JsonNode program = JSON.readTree(created.body());
    return new Program(
        program.path("clientId").asString(), program.path("clientSecret").asString());
  }

  private HttpResponse<String> send(String method, String path, String body, String token)
      throws Exception {
    return http.send(
        method, path, body, "Content-Type", "application/json", "Authorization", "Bearer " + token);
  }

  private HttpResponse<String> as(String subject, String method, String path) throws Exception {
    return send(method, path, "", server.hopTokenOf(subject, "sessions", "*:read", "*:write"));
  }

  private String logIn(Program program) throws Exception {
    return server.clientToken(program.id(), program.secret(), "sysops:read");
  }

  private List<String> sessions(String subject, String query) throws Exception {
    HttpResponse<String> answer = as(subject, "GET", "/api/v1/sessions" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    JSON.readTree(answer.body()).forEach(session -> ids.add(session.path("id").asString()));
    return ids;
  }

  private static String jti(String token) throws Exception {
    return SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
  }

  @Test
  void endsASessionForItsOwner() throws Exception {
    Program ada = program();
    String token = logIn(ada);
    List<String> own = sessions(ada.id(), "");
    assertThat(own).hasSize(1);

    assertThat(as(ada.id(), "DELETE", "/api/v1/sessions/" + own.getFirst()).statusCode())
        .isEqualTo(204);

    assertThat(sessions(ada.id(), "")).isEmpty();
    assertThat(server.isActive(token)).isFalse();
    assertThat(server.revocations())
        .anyMatch(revokes(Kind.SESSION, own.getFirst()))
        .anyMatch(revokes(Kind.TOKEN, jti(token)));
  }

  private static java.util.function.Predicate<Revocation> revokes(Kind kind, String value) {
    return each -> each.kind() == kind && each.value().equals(value);
  }

  @Test
  void hidesTheSessionsOfOthers() throws Exception {
    Program ada = program();
    Program eve = program();
    String token = logIn(ada);
    String session = sessions(ada.id(), "").getFirst();

    assertThat(sessions(eve.id(), "")).isEmpty();
    assertThat(as(eve.id(), "GET", "/api/v1/sessions?user=" + ada.id()).statusCode())
        .isEqualTo(403);
    assertThat(as(eve.id(), "GET", "/api/v1/sessions?user=*").statusCode()).isEqualTo(403);
    HttpResponse<String> foreign = as(eve.id(), "DELETE", "/api/v1/sessions/" + session);
    HttpResponse<String> absent = as(eve.id(), "DELETE", "/api/v1/sessions/none");
    assertThat(foreign.statusCode()).isEqualTo(404).isEqualTo(absent.statusCode());
    assertThat(as(eve.id(), "DELETE", "/api/v1/sessions?user=" + ada.id()).statusCode())
        .isEqualTo(403);
    assertThat(server.isActive(token)).isTrue();
  }

  @Test
  void letsAdministratorsSeeAndEndAnybodysSessions() throws Exception {
    Program ada = program();
    String first = logIn(ada);
    String second = logIn(ada);

    assertThat(sessions("admin", "?user=" + ada.id())).hasSize(2);
    assertThat(sessions("admin", "?user=*")).containsAll(sessions("admin", "?user=" + ada.id()));
    assertThat(as("admin", "DELETE", "/api/v1/sessions?user=" + ada.id()).statusCode())
        .isEqualTo(204);

    assertThat(server.isActive(first)).isFalse();
    assertThat(server.isActive(second)).isFalse();
    assertThat(as("admin", "DELETE", "/api/v1/sessions?user=*").statusCode()).isEqualTo(400);
  }

  @Test
  void revokesEveryTokenOfAPrincipalAndNoneOfTheNextLogin() throws Exception {
    Program ada = program();
    String before = logIn(ada);

    as("admin", "DELETE", "/api/v1/sessions?user=" + ada.id());
    String after = logIn(ada);

    List<Revocation> all = server.revocations();
    assertThat(isRevoked(before, ada.id(), all)).isTrue();
    assertThat(isRevoked(after, ada.id(), all)).isFalse();
  }

  /** As a gateway decides. */
  private static boolean isRevoked(String token, String subject, List<Revocation> all)
      throws Exception {
    Instant issued = SignedJWT.parse(token).getJWTClaimsSet().getIssueTime().toInstant();
    String id = jti(token);
    return all.stream()
        .anyMatch(
            each ->
                revokes(Kind.TOKEN, id).test(each)
                    || (revokes(Kind.PRINCIPAL, subject).test(each) && issued.isBefore(each.at())));
  }

  @Test
  void endsTheSessionWhoseCodeIsUsedAgain() throws Exception {
    Person ada = Person.with("user");
    ada.logIn();
    String code = Person.code(ada.authorize("*:read"));
    String token = ada.exchange(code).get("access_token").toString();
    assertThat(server.isActive(token)).isTrue();

    HttpResponse<String> again = ada.redeem(code);

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("invalid_grant");
    assertThat(server.isActive(token)).isFalse();
    assertThat(server.revocations())
        .anyMatch(revokes(Kind.SESSION, Person.claims(token).getStringClaim("sid")));
  }

  @Test
  void revokesTheTokensOfAProgramThatIsRemoved() throws Exception {
    Program ada = program();
    String token = logIn(ada);

    send(
        "DELETE",
        "/api/v1/clients/" + ada.id(),
        "",
        server.hopToken("security-manager", "*:read", "*:write"));

    assertThat(server.isActive(token)).isFalse();
    assertThat(isRevoked(token, ada.id(), server.revocations())).isTrue();
  }

  @Test
  void wantsTheGrantForSessions() throws Exception {
    String reader = server.hopTokenOf("ada", "sessions", "sysops:read");
    String viewer = server.hopTokenOf("ada", "sessions", "security:read");

    assertThat(send("GET", "/api/v1/sessions", "", reader).statusCode()).isEqualTo(403);
    assertThat(send("DELETE", "/api/v1/sessions/x", "", viewer).statusCode()).isEqualTo(403);
    assertThat(send("GET", "/internal/revocations?after=0", "", viewer).statusCode())
        .isEqualTo(403);
  }

  @Test
  void tellsOfRevocationsInOrderAndOnKafka() throws Exception {
    Program ada = program();
    String token = logIn(ada);
    Revocations revocations = server.bean(Revocations.class);
    long known = revocations.after(0).last();

    as("admin", "DELETE", "/api/v1/sessions/" + sessions(ada.id(), "").getFirst());

    RevocationPage next = revocations.after(known);
    assertThat(next.revocations()).anyMatch(revokes(Kind.TOKEN, jti(token)));
    assertThat(next.last()).isGreaterThan(known);
    assertThat(revocations.after(next.last()).revocations()).isEmpty();
    // A gateway that knows more than there is must ask for everything again.
    assertThat(revocations.after(Long.MAX_VALUE).last()).isLessThan(Long.MAX_VALUE);
    assertThat(onKafka(jti(token))).isTrue();
  }

  @Test
  void forgetsRevocationsThatConcernOnlyExpiredTokens() {
    Revocations revocations = server.bean(Revocations.class);
    Instant now = Instant.parse("2020-01-01T00:00:00Z");
    String old = UUID.randomUUID().toString();
    String useful = UUID.randomUUID().toString();
    revocations.add(
        List.of(
            new Revocation(Kind.TOKEN, old, now, now.minusSeconds(1)),
            new Revocation(Kind.TOKEN, useful, now, now.plusSeconds(1))));

    revocations.forget(now);

    assertThat(revocations.after(0).revocations())
        .noneMatch(revokes(Kind.TOKEN, old))
        .anyMatch(revokes(Kind.TOKEN, useful));
  }

  private boolean onKafka(String tokenId) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            server.context.getEnvironment().getRequiredProperty("spring.kafka.bootstrap-servers"),
            "group.id",
            UUID.randomUUID().toString(),
            "auto.offset.reset",
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.REVOCATIONS));
      List<Revocation> seen = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        event ->
                            seen.addAll(
                                JSON.readValue(event.value(), TokensRevoked.class).revocations()));
                return seen.stream().anyMatch(revokes(Kind.TOKEN, tokenId));
              });
      return true;
    }
  }
}
