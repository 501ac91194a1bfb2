package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aios.contracts.events.Topics;
import io.aios.contracts.policies.PoliciesActivated;
import io.aios.contracts.policies.PolicyBundle;
import io.aios.contracts.tokens.UserStanding;
import io.aios.gateway.GatewayClient.Answer;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

class PoliciesIT {
  private static final AtomicReference<PolicyBundle> IN_FORCE = new AtomicReference<>();
  private static final AtomicReference<UserStanding> CARL = new AtomicReference<>();
  private static HttpServer securityManager;
  private static Suite suite;
  private static GatewayClient client;
  private static AuditTopic audit;
  private static String ada;
  private static String bob;

  @BeforeAll
  static void start() throws IOException {
    securityManager =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    securityManager.createContext(
        "/internal/policies/active",
        exchange -> {
          PolicyBundle bundle = IN_FORCE.get();
          byte[] body = bundle == null ? new byte[0] : new JsonMapper().writeValueAsBytes(bundle);
          exchange.sendResponseHeaders(
              bundle == null ? 503 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    securityManager.createContext(
        "/internal/accounts/",
        exchange -> {
          UserStanding standing = CARL.get();
          boolean known = standing != null && exchange.getRequestURI().getPath().endsWith("/carl");
          byte[] body = known ? new JsonMapper().writeValueAsBytes(standing) : new byte[0];
          exchange.sendResponseHeaders(known ? 200 : 404, known ? body.length : -1);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    securityManager.start();
    Map<String, String> properties = new HashMap<>();
    properties.put("aios.gateway.policies.enabled", "true");
    properties.put("aios.gateway.standings.enabled", "true");
    properties.put("aios.gateway.standings.age", "1ms");
    // The event must do it.
    properties.put("aios.gateway.policies.poll", "1h");
    Suite.register(
        properties,
        "security-manager",
        "http://127.0.0.1:" + securityManager.getAddress().getPort(),
        "");
    suite = new Suite(properties);
    suite.awaitTools();
    client = new GatewayClient(suite.url());
    audit = new AuditTopic(suite);
    ada = suite.tokens.user("ada", "echo:read", "echo:write");
    bob = suite.tokens.user("bob", "echo:read");
  }

  @AfterAll
  static void stop() {
    suite.close();
    securityManager.stop(0);
  }

  private static Answer say(String token) throws Exception {
    return client.call("echo_say_text", "{\"text\":\"hi\"}", token);
  }

  private static void activate(long activation, String policies) throws Exception {
    IN_FORCE.set(new PolicyBundle(activation, activation, Map.of("p.cedar", policies)));
    suite
        .gateway
        .getBean(TransactionOperations.class)
        .executeWithoutResult(
            none ->
                suite
                    .gateway
                    .getBean(Outbox.class)
                    .append(
                        List.of(
                            new OutgoingEvent(
                                UUID.randomUUID(),
                                Topics.POLICIES,
                                "policies",
                                PoliciesActivated.TYPE,
                                Instant.now(),
                                new PoliciesActivated(activation, activation)))));
  }

  private static Answer await(String token, int status) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Answer answer = say(token);
    while (answer.status() != status && System.nanoTime() < deadline) {
      Thread.sleep(20);
      answer = say(token);
    }
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  private static UserStanding standing(boolean enabled, String role, String permission) {
    return new UserStanding(enabled, Set.of(role), Set.of(), Set.of(permission));
  }

  private static String login(String claim, String name, long secondsAgo, String method) {
    return suite.tokens.user(
        "eve",
        claims ->
            claims
                .claim(claim, List.of(name))
                .claim("auth_time", Instant.now().getEpochSecond() - secondsAgo)
                .claim("amr", List.of(method)),
        "echo:read");
  }

  private static Answer reveal(String method) throws Exception {
    String eve =
        suite.tokens.user(
            "eve",
            claims ->
                claims
                    .claim("auth_time", Instant.now().getEpochSecond())
                    .claim("amr", List.of(method)),
            "privacy:reveal");
    return client.post(
        "/api/v1/privacy/reveal", BodyPublishers.ofString("{\"text\":\"nothing\"}"), eve);
  }

  @Test
  void asksThePoliciesBesideTheScopes() throws Exception {
    // Nothing passes before the first policies are known.
    assertThat(say(ada).status()).isEqualTo(503);

    // Scopes alone decide.
    IN_FORCE.set(new PolicyBundle(0, 0, Map.of()));
    await(ada, 200);
    await(bob, 200);

    // A forbid refuses one user, names itself, and is on record.
    activate(
        1,
        """
        @id("all") permit(principal, action, resource);
        @id("no-bob") forbid(principal == User::"bob", action in Action::"echo:read", resource);
        """);
    Answer denied = await(bob, 403);
    assertThat(denied.json().path("type").asString()).endsWith("permission-denied");
    assertThat(denied.json().path("policies").path(0).asString()).isEqualTo("no-bob");
    assertThat(client.call("echo_say_text/explain", "{\"text\":\"hi\"}", bob).body())
        .contains("\"allowed\":false")
        .contains("Tool 'echo_say_text' is forbidden by policy no-bob");
    assertThat(say(ada).status()).isEqualTo(200);
    assertThat(audit.await(entry -> String.valueOf(entry.reason()).contains("no-bob")).reason())
        .isEqualTo("permission-denied by policy no-bob");

    // Revealing tokens is for policies too.
    activate(
        2,
        """
        @id("all") permit(principal, action, resource);
        @id("proof") @require("second-factor")
        forbid(principal == User::"eve", action == Action::"privacy_reveal", resource);
        """);
    await(bob, 200);
    assertThat(reveal("pwd").status()).isEqualTo(401);
    assertThat(reveal("mfa").status()).isEqualTo(200);
    activate(
        3,
        """
        @id("all") permit(principal, action, resource);
        @id("no-bob") forbid(principal == User::"bob", action in Action::"echo:read", resource);
        """);
    await(bob, 403);

    // A permit grants nothing that the scopes do not.
    assertThat(client.call("echo_write_note", "{\"text\":\"x\"}", bob).status()).isEqualTo(403);

    // Another login lifts what asks for one, and the client is told which (RFC 9470).
    activate(
        4,
        """
        permit(principal, action, resource);
        @id("again") @require("fresh-login, second-factor")
        forbid(principal in Role::"boss", action, resource);
        @id("staff-twice") forbid(principal in Group::"staff", action, resource)
        unless { context.mfa && context has loginAge && context.loginAge < duration("1h") };
        """);
    Answer challenged = await(login("roles", "boss", 600, "pwd"), 401);
    assertThat(challenged.json().path("type").asString())
        .endsWith("insufficient-user-authentication");
    assertThat(challenged.json().path("requirements").toString())
        .isEqualTo("[\"fresh-login\",\"second-factor\"]");
    assertThat(challenged.header("WWW-Authenticate"))
        .contains("error=\"insufficient_user_authentication\"")
        .contains("acr_values=\"urn:aios:acr:two-factors\"")
        .contains("max_age=\"300\"");
    assertThat(say(login("roles", "boss", 5, "pwd")).header("WWW-Authenticate"))
        .contains("acr_values")
        .doesNotContain("max_age");
    assertThat(say(login("roles", "boss", 600, "mfa")).header("WWW-Authenticate"))
        .contains("max_age")
        .doesNotContain("acr_values");
    assertThat(say(login("roles", "boss", 5, "mfa")).status()).isEqualTo(200);
    String program = suite.tokens.user("p", c -> c.claim("roles", List.of("boss")), "echo:read");
    assertThat(say(program).json().path("type").asString()).endsWith("step-up-required");
    assertThat(say(login("groups", "staff", 5, "pwd")).status()).isEqualTo(403);
    assertThat(say(login("groups", "staff", 7200, "mfa")).status()).isEqualTo(403);
    assertThat(say(login("groups", "staff", 5, "mfa")).status()).isEqualTo(200);

    // A step of a command is its user's as they are now, whatever its token was granted once.
    String step = suite.tokens.orchestrator("carl", "echo:read");
    CARL.set(standing(true, "viewer", "*:read"));
    assertThat(say(step).status()).isEqualTo(200);
    CARL.set(standing(true, "boss", "*:read"));
    assertThat(await(step, 403).json().path("type").asString()).endsWith("step-up-required");
    Thread.sleep(5);
    CARL.set(standing(true, "viewer", "*:write"));
    Thread.sleep(5);
    assertThat(await(step, 403).body()).contains("needs the permission echo:read");
    CARL.set(standing(false, "viewer", "*:read"));
    Thread.sleep(5);
    assertThat(await(step, 403).body()).contains("carl is disabled");
    assertThat(say(suite.tokens.orchestrator("program-1", "echo:read")).status()).isEqualTo(200);

    // A step-up is named.
    activate(
        5,
        """
        permit(principal, action, resource);
        @id("ask") @require("approval") forbid(principal == User::"ada", action, resource);
        """);
    Answer stepUp = await(ada, 403);
    assertThat(stepUp.json().path("type").asString()).endsWith("step-up-required");
    assertThat(stepUp.json().path("requirements").path(0).asString()).isEqualTo("approval");

    // Only the orchestrator can say that somebody agreed, and only to the tool that it names.
    assertThat(say(suite.tokens.orchestrator("ada", "echo:read")).status()).isEqualTo(403);
    assertThat(say(suite.tokens.approved("ada", "echo_other", "echo:read")).status())
        .isEqualTo(403);
    String claimed =
        suite.tokens.user("ada", c -> c.claim("approved_tool", "echo_say_text"), "echo:read");
    assertThat(say(claimed).status()).isEqualTo(403);
    assertThat(say(suite.tokens.approved("ada", "echo_say_text", "echo:read")).status())
        .isEqualTo(200);
    assertThat(await(bob, 200).status()).isEqualTo(200);

    // Arguments are judged however they come, and those too large to judge are refused.
    activate(
        6,
        """
        permit(principal, action, resource);
        @id("etc") forbid(principal, action, resource)
        when { context.arguments has text && context.arguments.text like "/etc/*" };
        """);
    assertThat(await(ada, 200).status()).isEqualTo(200);
    Answer rest = client.call("echo_say_text", "{\"text\":\"/etc/passwd\"}", ada);
    assertThat(rest.status()).isEqualTo(403);
    assertThat(rest.json().path("policies").path(0).asString()).isEqualTo("etc");
    assertThat(client.modernCall("echo_say_text", "{\"text\":\"/etc/passwd\"}", ada).body())
        .contains("forbidden by policy etc");
    assertThat(client.modernCall("echo_say_text", "{\"text\":\"/tmp/x\"}", ada).body())
        .contains("/tmp/x")
        .doesNotContain("policy");
    assertThat(client.call("echo_say_text/explain", "{\"text\":\"/etc/x\"}", ada).body())
        .contains("forbidden by policy etc");
    assertThat(client.call("echo_say_text", "{\"text\":[\"/etc/passwd\"]}", ada).status())
        .isEqualTo(403);
    assertThat(client.call("echo_say_text", "{\"text\":1e999}", ada).body())
        .contains("permission-denied")
        .contains("Argument 'text' has a number out of range");
    assertThat(client.call("echo_say_text", "{\"text\":", ada).status()).isEqualTo(400);

    // The machine and what the user did lately are asked about when policies do.
    activate(
        7,
        """
        @id("known") permit(principal, action, resource)
        when { context has host && context.host.disk > 0 && context.host.memory > 0 };
        @id("probing") forbid(principal, action, resource)
        when { context has recent && context.recent.refusals > 3 };
        """);
    String probing = suite.tokens.user("prober", "echo:read");
    assertThat(await(probing, 200).status()).isEqualTo(200);
    // They are counted from when the policies that ask are in force.
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(client.call("echo_write_note", "{}", probing).status()).isEqualTo(403);
              assertThat(say(probing).body()).contains("forbidden by policy probing");
            });
    assertThat(say(bob).status()).isEqualTo(200);

    // A set that cannot be read leaves the last one in force.
    activate(
        8,
        "permit(principal, action, resource); forbid(principal == User::\"ada\", action, resource);");
    await(ada, 403);
    activate(9, "permit(principal, action, resource) when { principal.nothing };");
    Thread.sleep(1_500);
    assertThat(say(ada).status()).isEqualTo(403);

    // Nothing permits: the default is no.
    activate(10, "");
    assertThat(await(bob, 403).body()).contains("No policy permits");
  }
}
