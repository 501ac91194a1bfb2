package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aios.contracts.events.Topics;
import io.aios.contracts.policies.PoliciesActivated;
import io.aios.contracts.policies.PolicyBundle;
import io.aios.gateway.GatewayClient.Answer;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

class PoliciesIT {
  private static final AtomicReference<PolicyBundle> IN_FORCE = new AtomicReference<>();
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
    securityManager.start();
    Map<String, String> properties = new HashMap<>();
    properties.put("aios.gateway.policies.enabled", "true");
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

    // A permit grants nothing that the scopes do not.
    assertThat(client.call("echo_write_note", "{\"text\":\"x\"}", bob).status()).isEqualTo(403);

    // A step-up is named.
    activate(
        2,
        """
        permit(principal, action, resource);
        @id("ask") @require("approval") forbid(principal == User::"ada", action, resource);
        """);
    Answer stepUp = await(ada, 403);
    assertThat(stepUp.json().path("type").asString()).endsWith("step-up-required");
    assertThat(stepUp.json().path("requirements").path(0).asString()).isEqualTo("approval");
    assertThat(await(bob, 200).status()).isEqualTo(200);

    // A set that cannot be read leaves the last one in force.
    activate(3, "permit(principal, action, resource) when { principal.nothing };");
    Thread.sleep(1_500);
    assertThat(say(ada).status()).isEqualTo(403);

    // Nothing permits: the default is no.
    activate(4, "");
    assertThat(await(bob, 403).body()).contains("No policy permits");
  }
}
