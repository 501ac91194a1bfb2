package io.aios.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.boot.AiosApplication;
import io.aios.platform.security.RouteAuthorities;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ProblemDocumentsIT {
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void start() {
    context =
        AiosApplication.builder(Fixture.class, "fixture")
            .properties("server.port=0", "eureka.client.enabled=false")
            .run();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void rendersAProblemWithItsMembersHeadersAndTraceId() throws Exception {
    HttpResponse<String> response = get("/limited");

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(response.body())
        .contains("\"type\":\"urn:aios:problem:rate-limited\"")
        .contains("\"detail\":\"120 calls a minute are allowed\"")
        .contains("\"limit\":120")
        .contains("\"instance\":\"/limited\"")
        .containsPattern("\"traceId\":\"[0-9a-f]{32}\"");
  }

  @Test
  void hidesWhatWentWrongInside() throws Exception {
    HttpResponse<String> response = get("/broken");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body())
        .contains("urn:aios:problem:internal-error")
        .doesNotContain("swordfish")
        .doesNotContain("IllegalStateException");
  }

  @Test
  void namesUnknownAddresses() throws Exception {
    HttpResponse<String> response = get("/nowhere");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("urn:aios:problem:not-found");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    String port = context.getEnvironment().getProperty("local.server.port");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(FixtureController.class)
  static class Fixture {
    @Bean
    RouteAuthorities open() {
      return routes -> routes.requestMatchers("/**").permitAll();
    }
  }

  @RestController
  static class FixtureController {
    @GetMapping("/limited")
    String limited() {
      throw new Problem(ProblemType.RATE_LIMITED, "120 calls a minute are allowed")
          .with("limit", 120)
          .header("Retry-After", "7");
    }

    @GetMapping("/broken")
    String broken() {
      throw new IllegalStateException("the password is swordfish");
    }
  }
}
