package io.aios.orchestrator.chaos;

import io.aios.orchestrator.chaos.Answer.Kind;
import io.aios.testkit.mcp.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands offered at a steady rate to several orchestrators, whether or not they answer. */
final class Load {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration TOKEN_AGE = Duration.ofMinutes(2);
  private static final Duration BROKEN_PAUSE = Duration.ofMillis(50);
  private static final Duration REFUSED_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_TRIES = 100;

  /** Offers that somebody accepted, with the command's id. */
  final Map<Offer, String> accepted = new ConcurrentHashMap<>();

  /** Offers that were refused or not answered. */
  final Collection<Offer> open = new ConcurrentLinkedQueue<>();

  final Collection<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<URI> targets;
  private final String run;
  private final boolean patient;
  private final long begin = System.nanoTime();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private int offered;
  private volatile String token = "";
  private volatile long tokenAt;

  /**
   * @param run begins every key
   * @param patient offers what was refused again at once; otherwise it stays open
   */
  Load(List<URI> targets, String run, boolean patient) {
    this.targets = targets;
    this.run = run;
    this.patient = patient;
  }

  long millis() {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  /** New commands; returns when the last was accepted, refused or given up. */
  void offer(int perSecond, Duration time) throws InterruptedException {
    int count = (int) (perSecond * time.toMillis() / 1000);
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      offers.add(Offer.of(run, offered++));
    }
    pace(offers, perSecond);
  }

  /** Those that were not accepted, once more. */
  void offerAgain(int perSecond) throws InterruptedException {
    List<Offer> again = List.copyOf(open);
    open.clear();
    pace(again, perSecond);
  }

  private void pace(List<Offer> offers, int perSecond) throws InterruptedException {
    Phaser ended = new Phaser(1);
    long start = System.nanoTime();
    for (int i = 0; i < offers.size(); i++) {
      long wait = start + i * (1_000_000_000L / perSecond) - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
      Offer offer = offers.get(i);
      int first = i;
      ended.register();
      Thread.ofVirtual().start(() -> submit(offer, first, ended));
    }
    ended.arriveAndAwaitAdvance();
  }

  /** To one after the other, until somebody who is alive answers. */
  private void submit(Offer offer, int first, Phaser ended) {
    try {
      for (int i = 0; i < MOST_TRIES; i++) {
        Answer answer = send(offer, targets.get((first + i) % targets.size()));
        answers.add(answer);
        switch (answer.kind()) {
          case ACCEPTED -> {
            return;
          }
          case BROKEN -> Thread.sleep(BROKEN_PAUSE);
          case REFUSED, SILENT, UNCLEAR -> {
            if (!patient) {
              open.add(offer);
              return;
            }
            Thread.sleep(REFUSED_PAUSE);
          }
        }
      }
      open.add(offer);
    } catch (InterruptedException e) {
      open.add(offer);
    } finally {
      ended.arriveAndDeregister();
    }
  }

  private Answer send(Offer offer, URI target) throws InterruptedException {
    long at = millis();
    HttpRequest request =
        HttpRequest.newBuilder(target.resolve("/api/v1/commands"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token())
            .POST(HttpRequest.BodyPublishers.ofString(offer.body()))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      Kind kind = kind(offer, response);
      String detail = kind == Kind.UNCLEAR ? response.statusCode() + " " + response.body() : "";
      return new Answer(kind, at, millis() - at, detail);
    } catch (HttpTimeoutException e) {
      return new Answer(Kind.SILENT, at, millis() - at, e.toString());
    } catch (IOException e) {
      return new Answer(Kind.BROKEN, at, millis() - at, e.toString());
    }
  }

  private Kind kind(Offer offer, HttpResponse<String> response) {
    JsonNode body = JSON.readTree(response.body());
    switch (response.statusCode()) {
      case 200, 202 -> accepted.put(offer, body.path("id").asString());
      case 409 -> {
        String location = response.headers().firstValue("Location").orElse("");
        accepted.put(offer, location.substring(location.lastIndexOf('/') + 1));
      }
      default -> {
        boolean clear =
            response.statusCode() == 503
                && body.path("type").asString("").equals("urn:aios:problem:service-unavailable")
                && response.headers().firstValue("Retry-After").isPresent();
        return clear ? Kind.REFUSED : Kind.UNCLEAR;
      }
    }
    return Kind.ACCEPTED;
  }

  private String token() {
    long now = System.nanoTime();
    if (token.isEmpty() || now - tokenAt > TOKEN_AGE.toNanos()) {
      tokenAt = now;
      token = TestGateway.get().commandToken("ada", "probe:read", "probe:write");
    }
    return token;
  }
}
