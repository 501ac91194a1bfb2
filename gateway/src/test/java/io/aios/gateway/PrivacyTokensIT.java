package io.aios.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.gateway.GatewayClient.Answer;
import io.aios.gateway.infrastructure.privacy.PrivacyKeys;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.OpenTokens;
import io.aios.gateway.usecase.PrivacySettings;
import io.aios.gateway.usecase.TokenisedValues;
import io.aios.gateway.usecase.UserPrivacy;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.privacy.Category;
import io.aios.privacy.Kind;
import io.aios.privacy.Mode;
import io.aios.privacy.PrivacyToken;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrivacyTokensIT {
  private static final String CARD = "4111 1111 1111 1111";
  private static final String MAIL = "ada@example.com";

  private static Suite suite;
  private static GatewayClient client;
  private static AuditTopic audit;
  private static String ada;
  private static String bob;

  @BeforeAll
  static void start() {
    PrivacySuite shared = PrivacySuite.get();
    suite = shared.suite;
    client = shared.client;
    audit = shared.audit;
    ada = suite.tokens.user("ada", "*:read");
    bob = suite.tokens.user("bob", "*:read");
  }

  private static String text(String text) {
    return JsonMapper.shared().writeValueAsString(Map.of("text", text));
  }

  private static String said(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("structuredContent").path("text").asString("");
  }

  private static String tokenOf(String token) throws Exception {
    return said(client.call("echo_say_text", text(CARD), token));
  }

  /** The token of a value of a kind that this gateway does not look for. */
  private static String kept(String owner, String value) {
    PrivacyToken token =
        suite.gateway.getBean(PrivacyKeys.class).names().token(owner, Kind.EMAIL, value);
    suite.gateway.getBean(TokenisedValues.class).keep(owner, Map.of(token, value));
    return token.toString();
  }

  private static Answer reveal(String text, String token) throws Exception {
    return client.post("/api/v1/privacy/reveal", BodyPublishers.ofString(text(text)), token);
  }

  @Test
  void aToolGetsTheValueAndItsCallerTheToken() throws Exception {
    String token = tokenOf(ada);
    assertThat(token).matches("\\[TOKEN:payment-card:[0-9a-f]{20}]");

    assertThat(said(client.call("echo_say_text", text("pay " + token), ada)))
        .isEqualTo("pay " + token);
    Answer counted = client.call("echo_count_letters", text(token), ada);
    assertThat(counted.json().at("/structuredContent/characters").asInt()).isEqualTo(CARD.length());
    Answer overMcp = client.modernCall("echo_count_letters", text(token), ada);
    assertThat(overMcp.json().at("/result/structuredContent/characters").asInt())
        .isEqualTo(CARD.length());
    assertThat(tokenOf(ada)).as("equal values, equal tokens").isEqualTo(token);
  }

  @Test
  void anothersTokenIsWorthless() throws Exception {
    String token = tokenOf(ada);
    assertThat(tokenOf(bob)).isNotEqualTo(token);

    Answer refused = client.call("echo_count_letters", text(token), bob);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("type").asString()).endsWith("unknown-token");
    assertThat(refused.json().path("token").asString()).isEqualTo(token);
    String revealer = suite.tokens.user("bob", "privacy:reveal");
    assertThat(reveal(token, revealer).json().path("text").asString()).isEqualTo(token);
  }

  @Test
  void anAnswerDoesNotTellWhatItsCallBrought() throws Exception {
    String token = kept("ada", MAIL);
    assertThat(said(client.call("echo_say_text", text(MAIL), ada))).isEqualTo(MAIL);

    Answer rest = client.call("echo_say_text", text("to " + token), ada);
    Answer mcp = client.modernCall("echo_say_text", text("to " + token), ada);
    var late =
        client.stream(
            "/mcp",
            """
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo_tell_late","arguments":%s}}\
            """
                .formatted(text("to " + token)),
            ada);

    assertThat(said(rest)).isEqualTo("to " + token);
    assertThat(rest.body()).doesNotContain(MAIL);
    assertThat(rest.json().at("/_meta/io.aios~1filtered/email").asInt()).isPositive();
    assertThat(mcp.body()).contains("to " + token).doesNotContain(MAIL);
    assertThat(new String(late.body().readAllBytes(), UTF_8))
        .contains("to " + token)
        .doesNotContain(MAIL);
  }

  @Test
  void aRefusalOfArgumentsDoesNotTellWhatTheyHold() throws Exception {
    String token = kept("ada", "long-" + "x".repeat(100) + "@example.com");

    Answer refused = client.call("echo_say_text", text(token), ada);
    Answer overMcp = client.modernCall("echo_say_text", text(token), ada);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("pointer").asString()).isEqualTo("/text");
    assertThat(refused.body()).doesNotContain("long-x", "xxxx");
    assertThat(overMcp.body()).contains("/text").doesNotContain("long-x", "xxxx");
  }

  @Test
  void aServerThatOthersWroteGetsNoValues() throws Exception {
    JsonNode given = JsonMapper.shared().readTree(text(tokenOf(ada)));
    CallerIdentity caller =
        new CallerIdentity("ada", "test-client", Set.of("*:read"), Set.of(), TestTokens.ISSUER);
    CatalogueTool own =
        suite.gateway.getBean(Catalogues.class).current().find("echo_say_text").orElseThrow();
    OpenTokens open = suite.gateway.getBean(OpenTokens.class);

    assertThat(open.forCall(caller, own, given).in(given).path("text").asString()).isEqualTo(CARD);
    assertThatThrownBy(() -> open.forCall(caller, federated(own), given))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("gets no values");
  }

  private static CatalogueTool federated(CatalogueTool tool) {
    return new CatalogueTool(
        tool.name(),
        tool.server(),
        tool.service(),
        "/mcp/" + tool.server(),
        tool.permission(),
        tool.profile(),
        tool.timeout(),
        tool.idempotent(),
        tool.descriptor(),
        tool.rules(),
        tool.mirrors(),
        tool.hopScopes(),
        tool.delegated(),
        tool.limits());
  }

  @Test
  void onlyTheOwnerWithTheGrantSeesTheValueAndThatIsRecorded() throws Exception {
    String token = tokenOf(ada);
    String all =
        suite.tokens.user("ada", "*:read", "*:write", "*:destructive", "*:external", "ops:read");

    Answer denied = reveal(token, all);
    Answer shown = reveal("card " + token, suite.tokens.user("ada", "privacy:reveal"));

    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.json().path("permission").asString()).isEqualTo("privacy:reveal");
    assertThat(denied.header("WWW-Authenticate")).contains("insufficient_scope");
    assertThat(shown.json().path("text").asString()).isEqualTo("card " + CARD);
    assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
    var entry =
        audit.await(
            e ->
                e.action().equals("privacy.reveal")
                    && e.status() == 200
                    && "ada".equals(e.subject()));
    assertThat(entry.subject()).isEqualTo("ada");
    assertThat(entry.target()).isEqualTo("privacy_reveal");
    assertThat(entry.toString()).doesNotContain("4111");
  }

  private static Answer settings(String modes, String subject, String... scopes) throws Exception {
    return client.send(
        client
            .request("/api/v1/privacy/settings", suite.tokens.user(subject, scopes))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"modes\":" + modes + "}")));
  }

  private static Answer set(String subject, String modes) throws Exception {
    return settings(modes, subject, "privacy:reveal");
  }

  @Test
  void aUserMayBeStricterThanTheOperator() throws Exception {
    String carl = suite.tokens.user("carl", "*:read");
    String mine = text("Mr John Smith, carl@example.com, " + CARD);
    assertThat(said(client.call("echo_say_text", mine, carl)))
        .startsWith("Mr John Smith, carl@example.com, [TOKEN:");

    Answer changed =
        set("carl", "{\"contact\":\"hash\",\"names\":\"redact\",\"financial\":\"block\"}");

    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json().at("/effective/contact").asString()).isEqualTo("hash");
    assertThat(changed.json().at("/effective/secrets").asString()).isEqualTo("redact");
    assertThat(changed.json().at("/floors/financial").asString()).isEqualTo("tokenise");
    assertThat(client.call("echo_say_text", mine, carl).status()).isEqualTo(403);
    assertThat(said(client.call("echo_say_text", text("Mr John Smith, carl@example.com"), carl)))
        .contains("[REDACTED:name]", "[HASH:email:")
        .doesNotContain("Smith", "carl@");
    assertThat(said(client.call("echo_say_text", text(MAIL), ada))).isEqualTo(MAIL);
    Answer shown = client.get("/api/v1/privacy/settings", carl);
    assertThat(shown.json()).isEqualTo(changed.json());

    assertThat(set("carl", "{}").json().path("modes").isEmpty()).isTrue();
    assertThat(said(client.call("echo_say_text", text("carl@example.com"), carl)))
        .isEqualTo("carl@example.com");
  }

  @Test
  void aUserIsNeverLaxerThanTheFloor() throws Exception {
    Answer laxer = set("dora", "{\"secrets\":\"tokenise\"}");

    assertThat(laxer.status()).isEqualTo(403);
    assertThat(laxer.json().path("detail").asString())
        .contains("'secrets'", "'redact' at least", "not 'tokenise'");
    suite
        .gateway
        .getBean(PrivacySettings.class)
        .put("dora", new UserPrivacy(Map.of(Category.FINANCIAL, Mode.OFF)));
    String dora = suite.tokens.user("dora", "*:read");
    assertThat(said(client.call("echo_say_text", text(CARD), dora)))
        .as("whatever is kept, the floor holds")
        .startsWith("[TOKEN:payment-card:");
  }

  @Test
  void settingsTakeTheGrantAndKnownWords() throws Exception {
    assertThat(settings("{}", "ada", "*:read", "*:write").status()).isEqualTo(403);
    assertThat(set("ada", "{\"mails\":\"off\"}").json().path("detail").asString())
        .contains("no category 'mails'", "contact");
    assertThat(set("ada", "{\"contact\":\"loud\"}").json().path("detail").asString())
        .contains("no mode 'loud'", "redact");
    assertThat(set("ada", "[]").status()).isEqualTo(400);
  }

  @Test
  void takesATextAndNothingElse() throws Exception {
    assertThat(
            client
                .post(
                    "/api/v1/privacy/reveal",
                    BodyPublishers.ofString("{\"text\":5}"),
                    suite.tokens.user("ada", "privacy:reveal"))
                .status())
        .isEqualTo(400);
  }
}
