package io.aios.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.boot.AiosApplication;
import io.aios.platform.security.RouteAuthorities;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
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

  @Test
  void saysWhichParameterIsWhat() throws Exception {
    HttpResponse<String> response = get("/numbers/x1");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("'number' is 'x1'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/numbers/a%2fb", "/numbers/1?a=%00", "/numbers/1?a=%ff%fe"})
  void refusesWhatCannotBeDecodedWithAProblem(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(response.body()).contains("urn:aios:problem:malformed-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "application/cbor", "application/yaml"})
  void readsAndWritesNothingButJson(String type) throws Exception {
    assertThat(get("/numbers/1").statusCode()).isEqualTo(200);
    assertThat(get("/numbers/1", "Accept", type).statusCode()).isEqualTo(406);
    assertThat(post("/numbers", type).statusCode()).isEqualTo(415);
  }

  @Test
  void refusesATypeThatIsARange() throws Exception {
    assertThat(post("/numbers", "*/*").statusCode()).isEqualTo(400);
  }

  private static HttpResponse<String> post(String path, String type) throws Exception {
    return send(path, HttpRequest.BodyPublishers.ofString("{\"number\": 1}"), "Content-Type", type);
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(path, null, headers);
  }

  private static HttpResponse<String> send(
      String path, HttpRequest.@Nullable BodyPublisher body, String... headers) throws Exception {
    String port = context.getEnvironment().getProperty("local.server.port");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
      if (headers.length > 0) {
        request.headers(headers);
      }
      if (body != null) {
        request.POST(body);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
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

    @GetMapping("/numbers/{number}")
    Map<String, Integer> number(
        @PathVariable int number, @RequestParam(defaultValue = "") String a) {
      return Map.of("number", number);
    }

    @PostMapping("/numbers")
    Map<String, Integer> number(@RequestBody Map<String, Integer> number) {
      return number;
    }

    @GetMapping("/broken")
    String broken() {
      throw new IllegalStateException("the password is swordfish");
    }
  }
}
