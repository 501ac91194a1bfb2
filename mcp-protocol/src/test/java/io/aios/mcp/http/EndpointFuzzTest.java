package io.aios.mcp.http;

import io.aios.mcp.conformance.ConformanceServer;
import io.aios.mcp.fixture.FixtureServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** Thousands of broken requests: whatever comes in, JSON-RPC or nothing goes out. */
class EndpointFuzzTest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static FixtureServer server;

  @BeforeContainer
  static void start() {
    server = ConformanceServer.start(0);
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Property(tries = 3_000, seed = "20260728", shrinking = ShrinkingMode.OFF)
  void answersBrokenRequestsWithJsonRpcOrNothing(@ForAll long seed) throws Exception {
    FuzzedRequest fuzzed = FuzzedRequest.of(new Random(seed));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri())
            .POST(HttpRequest.BodyPublishers.ofByteArray(fuzzed.body()));
    fuzzed.headers().forEach(header -> request.header(header.getKey(), header.getValue()));

    HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());

    FuzzedAnswer.check(fuzzed, answer);
    Statistics.label("status")
        .collect(answer.statusCode())
        .coverage(
            seen -> {
              for (int status : new int[] {200, 202, 400, 404, 415}) {
                seen.check(status).count(count -> count > 20);
              }
            });
  }
}
