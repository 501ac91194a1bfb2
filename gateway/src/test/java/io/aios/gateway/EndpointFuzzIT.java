package io.aios.gateway;

import io.aios.mcp.http.FuzzedAnswer;
import io.aios.mcp.http.FuzzedRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The broken requests of the protocol's own test, to the endpoint that everybody reaches. */
class EndpointFuzzIT {
  private static SharedSuite shared;
  private static String token;

  @BeforeContainer
  static void start() {
    shared = SharedSuite.get();
    token = shared.suite.tokens.user("fuzz", "test:read", "test:destructive");
  }

  @Property(tries = 1_500, seed = "20260728", shrinking = ShrinkingMode.OFF)
  void answersBrokenRequestsWithJsonRpcOrNothing(@ForAll long seed) throws Exception {
    FuzzedRequest fuzzed = FuzzedRequest.of(new Random(seed));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(shared.suite.url() + "/mcp"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(fuzzed.body()));
    fuzzed.headers().stream()
        // A strange page, or a type that is none, is turned away before the request is read.
        .filter(header -> !header.getKey().equals("Origin") && !header.getValue().equals("*/*"))
        .forEach(header -> request.header(header.getKey(), header.getValue()));
    request.setHeader("Authorization", "Bearer " + token);
    FuzzedAnswer.check(
        fuzzed, shared.client.http().send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }
}
