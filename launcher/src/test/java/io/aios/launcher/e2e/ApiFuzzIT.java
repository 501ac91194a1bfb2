package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.e2e.PublishedApi.Operation;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Requests that nobody should send, made from the OpenAPI document: whatever comes, the API answers
 * with a status that it names, with a problem document, and without a word of its inside.
 */
@ExtendWith(SharedSuite.class)
class ApiFuzzIT {
  private static final long SEED = 20_230_601;
  private static final int PER_OPERATION = 4;

  /** Would end the fuzzer's own token, and everything after it would be a 401. */
  private static final Set<String> LEFT_OUT = Set.of("endSessions");

  /** What the framework answers before an operation is chosen; the document says so once. */
  private static final Set<Integer> EVERYWHERE = Set.of(400, 404, 405, 406, 413, 415, 429);

  private static final Pattern INSIDE =
      Pattern.compile(
          "\\bat (?:io\\.aios|java\\.|org\\.)|[a-z]+\\.[a-z]+\\.[A-Z]\\w+(?:Exception|Error)\\b"
              + "|\\w+Exception\\b|io\\.aios\\.|org\\.(?:springframework|apache|postgresql)|SQLSTATE");

  private final RunningSuite suite;
  private final Random random = new Random(SEED);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ApiFuzzIT(RunningSuite suite) {
    this.suite = suite;
  }

  /** An answer; the body's first 64 KiB, nothing of a stream. */
  private record Answer(int status, String type, String body) {}

  @Test
  void answersEveryMutationAsTheDocumentSays() throws Exception {
    PublishedApi api = PublishedApi.of(suite);
    Program program =
        Program.registered(suite, "fuzzer", "*:read *:write *:destructive *:external");
    List<String> wrong = new ArrayList<>();
    int sent = 0;
    try {
      for (Operation operation : api.operations()) {
        for (int i = 0; i < PER_OPERATION && !LEFT_OUT.contains(operation.id()); i++) {
          Mutation mutation = Mutation.of(operation, i, random);
          Answer answer = send(mutation, program.token());
          check(operation, mutation, answer, wrong);
          sent++;
        }
      }
    } finally {
      program.remove();
    }

    assertThat(sent).isGreaterThanOrEqualTo(100);
    assertThat(wrong).as("%d mutations with the seed %d", sent, SEED).isEmpty();
  }

  private Answer send(Mutation mutation, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(suite.state().gatewayUrl() + mutation.address()))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .method(mutation.method(), HttpRequest.BodyPublishers.ofString(mutation.body()));
    mutation.headers().forEach(header -> request.header(header.getKey(), header.getValue()));
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    String type = response.headers().firstValue("Content-Type").orElse("");
    try (InputStream body = response.body()) {
      String text =
          type.startsWith("text/event-stream")
              ? ""
              : new String(body.readNBytes(65_536), StandardCharsets.UTF_8);
      return new Answer(response.statusCode(), type, text);
    }
  }

  private static void check(
      Operation operation, Mutation mutation, Answer answer, List<String> wrong) {
    String told = "%s -> %d %s".formatted(mutation, answer.status(), shortened(answer.body()));
    boolean documented =
        operation.statuses().contains(answer.status()) || EVERYWHERE.contains(answer.status());
    if (answer.status() >= 500 || !documented) {
      wrong.add("status: " + told);
    }
    if (answer.status() >= 400 && !answer.type().startsWith("application/problem+json")) {
      wrong.add("no problem document (" + answer.type() + "): " + told);
    }
    if (answer.status() >= 400 && INSIDE.matcher(answer.body()).find()) {
      wrong.add("tells of its inside: " + told);
    }
  }

  private static String shortened(String body) {
    return body.length() > 300 ? body.substring(0, 300) + "…" : body;
  }
}
