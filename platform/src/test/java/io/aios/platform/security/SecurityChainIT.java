package io.aios.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.platform.boot.AiosApplication;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class SecurityChainIT {
  private static TestIssuers issuers;
  private static ConfigurableApplicationContext context;
  private static final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    issuers = new TestIssuers();
    context =
        AiosApplication.builder(Probe.class, "probe")
            .properties(
                Map.of(
                    "server.port", "0",
                    "eureka.client.enabled", "false",
                    "server.max-http-request-header-size", "32KB",
                    "aios.security.mints-tokens", "true",
                    "aios.security.security-manager-url", issuers.url()))
            .run();
  }

  @AfterAll
  static void stop() {
    context.close();
    issuers.close();
  }

  @Test
  void letsAVerifiedCallerIn() throws Exception {
    var answer = get("/who", issuers.hopToken(TestIssuers.hopClaims()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"subject\":\"ada\"", "\"client\":\"aios-cli\"");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void tellsBrowsersToGuessFrameAndKeepNothing() throws Exception {
    for (String token : Arrays.asList(null, issuers.hopToken(TestIssuers.hopClaims()))) {
      var headers = get("/who", token).headers();
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
    }
  }

  @Test
  void keepsTheCallerOverAnAsynchronousAnswer() throws Exception {
    var answer = get("/later", issuers.hopToken(TestIssuers.hopClaims()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ada");
  }

  @Test
  void challengesWhoCarriesNoToken() throws Exception {
    var answer = get("/who", null);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer resource_metadata=\"http://probe/metadata\"");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("urn:aios:problem:unauthenticated");
  }

  @Test
  void namesTheMissingScope() throws Exception {
    var answer =
        get("/who", issuers.hopToken(TestIssuers.hopClaims().claim("scope", "tool:other")));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"insufficient_scope\"", "scope=\"tool:probe_read\"");
    assertThat(answer.body()).contains("urn:aios:problem:permission-denied");
  }

  @Test
  void deniesRoutesThatNobodyNamed() throws Exception {
    assertThat(get("/nowhere", null).statusCode()).isEqualTo(401);
    assertThat(get("/error", null).statusCode()).isEqualTo(401);
    assertThat(get("/nowhere", issuers.hopToken(TestIssuers.hopClaims())).statusCode())
        .isEqualTo(403);
  }

  @Test
  void rejectsForgedAndOversizeTokens() throws Exception {
    assertThat(get("/who", "e30.e30.e30").statusCode()).isEqualTo(401);
    String large = issuers.hopToken(TestIssuers.hopClaims().claim("pad", "x".repeat(9_000)));
    var answer = get("/who", large);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"invalid_token\"");
  }

  @Test
  void takesNoTokenFromTheQuery() throws Exception {
    String token = issuers.hopToken(TestIssuers.hopClaims());

    assertThat(get("/who?access_token=" + token, null).statusCode()).isEqualTo(401);
  }

  @Test
  void tellsListenersOfRefusals() throws Exception {
    List<String> heard = context.getBean(Probe.class).refusals;
    heard.clear();

    get("/who", null);
    get("/who", issuers.hopToken(TestIssuers.hopClaims().claim("scope", "tool:other")));

    assertThat(heard).containsExactly("401 nobody", "403 ada");
  }

  @Test
  void keepsManagementFromForwardedRequests() throws Exception {
    assertThat(get("/actuator/metrics", null).statusCode()).isEqualTo(200);
    assertThat(get("/actuator/metrics", null, "X-Forwarded-For", "10.0.0.1").statusCode())
        .isEqualTo(401);
    String reader = issuers.hopToken(TestIssuers.hopClaims().claim("scope", "ops:read"));
    assertThat(get("/actuator/metrics", reader, "X-Forwarded-For", "10.0.0.1").statusCode())
        .isEqualTo(200);
    assertThat(get("/actuator/health/liveness", null, "X-Forwarded-For", "10.0.0.1").statusCode())
        .isEqualTo(200);
  }

  @Test
  void namesWhyTheSigningKeyIsUnusable() throws Exception {
    var answer = get("/actuator/health", null);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("signingKey", "aios.security.client-secret is not set");
  }

  private static HttpResponse<String> get(String path, @Nullable String token, String... headers)
      throws Exception {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @RestController
  @EnableAutoConfiguration
  @Configuration(proxyBeanMethods = false)
  static class Probe {
    final List<String> refusals = new CopyOnWriteArrayList<>();

    @Bean
    RouteAuthorities probeRoutes() {
      return routes ->
          routes
              .requestMatchers("/who", "/later")
              .hasAuthority(Scopes.authority("tool:probe_read"));
    }

    @Bean
    ResourceMetadata probeMetadata() {
      return request -> URI.create("http://probe/metadata");
    }

    @Bean
    RefusalListener probeListener() {
      return this::refused;
    }

    private void refused(
        HttpServletRequest request, Problem problem, @Nullable CallerIdentity caller) {
      refusals.add(problem.type().status() + " " + (caller == null ? "nobody" : caller.subject()));
    }

    @GetMapping("/who")
    CallerIdentity who(CallerIdentity caller) {
      return caller;
    }

    @GetMapping("/later")
    Callable<String> later(CallerIdentity caller) {
      return caller::subject;
    }
  }
}
