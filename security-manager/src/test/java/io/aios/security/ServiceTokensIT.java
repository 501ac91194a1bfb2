package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.platform.boot.AiosApplication;
import io.aios.platform.security.ServiceToken;
import io.aios.platform.security.ServiceTokens;
import io.aios.platform.web.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The platform's minting side against this service: register a key, mint, be accepted. */
class ServiceTokensIT {
  private static final ServiceToken TOKEN =
      new ServiceToken("security-manager", "admin", "aios-cli", Set.of("x"), Set.of("*:read"));

  private final Server server = Server.running();

  @Test
  void acceptsTokensOfAServiceThatRegisteredItsKeyByItself() throws Exception {
    try (var gateway = start(Server.GATEWAY_SECRET)) {
      ServiceTokens tokens = gateway.getBean(ServiceTokens.class);

      assertThat(untilNot(503, tokens)).isEqualTo(200);
    }
  }

  @Test
  void saysWhyAServiceCannotMint() {
    try (var gateway = start("wrong".repeat(8))) {
      ServiceTokens tokens = gateway.getBean(ServiceTokens.class);
      Instant end = Instant.now().plusSeconds(20);
      String cause = "";
      while (!cause.contains("401") && Instant.now().isBefore(end)) {
        try {
          tokens.mint(TOKEN);
        } catch (Problem problem) {
          cause = problem.detail();
        }
      }
      assertThat(cause).contains("cannot be registered with security-manager", "401");
    }
  }

  private org.springframework.context.ConfigurableApplicationContext start(String secret) {
    return AiosApplication.builder(Minting.class, "gateway")
        .properties(
            Map.of(
                "server.port", "0",
                "eureka.client.enabled", "false",
                "aios.security.mints-tokens", "true",
                "aios.security.client-secret", secret,
                "aios.security.security-manager-url", server.at("").toString()))
        .run();
  }

  /** A fresh key may be unknown for a moment: asking for unknown keys is rate-limited. */
  private int untilNot(int waiting, ServiceTokens tokens) throws Exception {
    Instant end = Instant.now().plusSeconds(30);
    int status = waiting;
    while ((status == waiting || status == 401) && Instant.now().isBefore(end)) {
      try {
        String token = tokens.mint(TOKEN);
        status =
            server.new Browser()
                .get("/api/v1/clients", "Authorization", "Bearer " + token)
                .statusCode();
      } catch (Problem problem) {
        status = problem.type().status();
      }
      Thread.sleep(100);
    }
    return status;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Minting {}
}
