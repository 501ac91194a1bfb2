package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.cli.gateway.Tokens;
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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that nobody should send, made from the OpenAPI document: whatever comes, the API answers
 * with a status that the document names for the operation, with a problem document where it
 * refuses, and without a word of its inside. They are an administrator's, so that they get past
 * permissions.
 */
@OnSharedSuite
class ApiFuzzIT {
  private static final long SEED = 20_230_601;
  private static final int PER_FAMILY = 100;
  private static final int LEAST = 12;
  private static final int AT_ONCE = 4;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** End the fuzzer's own login, or erase its objects: what follows would be a 401 or 404. */
  private static final Set<String> LEFT_OUT = Set.of("endSessions", "eraseData");

  /** Would change what holds for others, so that it is tried on what is not there. */
  private static final Set<String> ON_NOTHING = Set.of("activatePolicies");

  private static final Pattern INSIDE =
      Pattern.compile(
          "\\bat (?:io\\.aios|java\\.|org\\.)|\\w+Exception\\b|io\\.aios\\.[a-z]"
              + "|org\\.(?:springframework|apache|postgresql)|tools\\.jackson|SQLSTATE");

  private static RunningSuite suite;
  private static Person person;
  private static String token;
  private static FirstUser objects;
  private static Leftovers leftovers;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer; the body's first 64 KiB, nothing of a stream. */
  private record Answer(int status, String type, String body) {}

  private record Sent(Operation operation, Mutation mutation, Answer answer) {
    @Override
    public String toString() {
      return "%s %s -> %d %s"
          .formatted(operation.id(), mutation, answer.status(), shortened(answer.body()));
    }

    private static String shortened(String body) {
      return body.length() > 300 ? body.substring(0, 300) + "…" : body;
    }
  }

  @BeforeAll
  static void prepare(RunningSuite shared) throws Exception {
    suite = shared;
    person = Person.added(suite, "fuzzer", "administrator");
    token = person.token(List.copyOf(Tokens.ALL_SCOPES));
    leftovers = new Leftovers(suite, token);
    objects = FirstUser.withWhatIsMadeAtOnce(suite, token, "fuzzed");
  }

  @AfterAll
  static void tidy() throws Exception {
    objects.end();
    leftovers.remove();
    person.disable();
  }

  @Test
  void answersEveryMutationAsTheDocumentSays() throws Exception {
    List<Sent> sent = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Sent>> running = new ArrayList<>();
      families()
          .forEach(
              (family, operations) -> {
                Random random = new Random(SEED + family.hashCode());
                int each = Math.max(LEAST, Math.ceilDiv(PER_FAMILY, operations.size()));
                for (Operation operation : operations) {
                  for (int i = 0; i < each; i++) {
                    Mutation mutation = Mutation.of(operation, i, ids(operation), random);
                    running.add(
                        threads.submit(() -> new Sent(operation, mutation, send(mutation))));
                  }
                }
              });
      for (Future<Sent> each : running) {
        sent.add(each.get());
      }
    }

    List<String> wrong = sent.stream().flatMap(each -> wrong(each).stream()).toList();
    assertThat(wrong).as("%d mutations with the seed %d", sent.size(), SEED).isEmpty();
    assertThat(sent).hasSizeGreaterThan(families().size() * PER_FAMILY);
    // They got past authentication and quotas, and into the operations.
    assertThat(share(sent, 200, 204)).isGreaterThan(0.05);
    assertThat(share(sent, 400, 422)).isGreaterThan(0.25);
    assertThat(share(sent, 429)).isLessThan(0.1);
  }

  private static Map<String, List<Operation>> families() throws Exception {
    return PublishedApi.of(suite).operations().stream()
        .filter(operation -> !LEFT_OUT.contains(operation.id()))
        .collect(
            Collectors.groupingBy(
                operation -> operation.path().split("/", -1)[3],
                TreeMap::new,
                Collectors.toList()));
  }

  /** Of an object that is there, unless the operation would remove it. */
  private static Map<String, String> ids(Operation operation) {
    return operation.method().equals("DELETE") || ON_NOTHING.contains(operation.id())
        ? Map.of()
        : objects.at(operation.path()).map(FirstUser.Thing::ids).orElse(Map.of());
  }

  private Answer send(Mutation mutation) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(suite.state().gatewayUrl() + mutation.address()))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .method(
                mutation.method(),
                mutation.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(mutation.body()));
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

  private static List<String> wrong(Sent sent) {
    Answer answer = sent.answer();
    List<String> wrong = new ArrayList<>();
    if (answer.status() >= 500 || !sent.operation().statuses().contains(answer.status())) {
      wrong.add("status: " + sent);
    }
    if (answer.status() >= 400 && !isProblem(answer)) {
      wrong.add("no problem document (" + answer.type() + "): " + sent);
    }
    if (answer.status() == 401 && !answer.body().contains("insufficient-user-authentication")) {
      wrong.add("the token is good: " + sent);
    }
    if (answer.status() >= 400 && INSIDE.matcher(answer.body()).find()) {
      wrong.add("tells of its inside: " + sent);
    }
    return wrong;
  }

  private static boolean isProblem(Answer answer) {
    if (!answer.type().startsWith("application/problem+json")) {
      return false;
    }
    try {
      JsonNode problem = JSON.readTree(answer.body());
      return problem.path("status").asInt() == answer.status()
          && problem.path("type").asString("").startsWith("urn:aios:problem:")
          && problem.path("detail").isString();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static double share(List<Sent> sent, Integer... statuses) {
    Set<Integer> wanted = Set.of(statuses);
    return (double) sent.stream().filter(each -> wanted.contains(each.answer().status())).count()
        / sent.size();
  }
}
