import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Callers of two servers run side by side, each calling every 20 ms; one server is killed (SIGKILL) and comes back.
 * Every call to it that began after the kill must succeed, and the other's callers must not notice.
 */
final class RestartBench {
  private static final String VICTIM = "mcp-python";
  private static final String VICTIM_TOOL = "python_get_limits";
  private static final String BYSTANDER_TOOL = "sysops_get_memory_information";
  private static final int CALLERS = 4;
  private static final double P99_LIMIT = 2;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One call; times in nanoseconds. */
  record Call(long began, long ended, int status) {
    double millis() {
      return (ended - began) / 1e6;
    }
  }

  /** A call that was not answered with 200. */
  record Failure(long began, String tool, String detail) {}

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final Map<String, String> options;
  private final JsonNode state;

  private RestartBench(Map<String, String> options) throws IOException {
    this.options = options;
    this.state = JSON.readTree(Files.readString(Path.of(options.get("data"), "run/state.json")));
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i].substring(2), args[i + 1]);
    }
    System.exit(new RestartBench(options).run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    int seconds = Integer.parseInt(options.getOrDefault("seconds", "20"));
    Queue<Call> victim = new ConcurrentLinkedQueue<>();
    Queue<Call> bystander = new ConcurrentLinkedQueue<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(Thread.ofVirtual().start(() -> loop(VICTIM_TOOL, victim)));
      callers.add(Thread.ofVirtual().start(() -> loop(BYSTANDER_TOOL, bystander)));
    }
    System.out.println("warming up");
    TimeUnit.SECONDS.sleep(20);
    victim.clear();
    bystander.clear();
    TimeUnit.SECONDS.sleep(seconds);
    ProcessHandle process = ProcessHandle.of(part(VICTIM).path("pid").asLong()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
    // A call begun between the signal and the end of the process was in flight.
    long killed = System.nanoTime();
    System.out.println("killed " + VICTIM);
    TimeUnit.SECONDS.sleep(seconds + 10);
    running.set(false);
    for (Thread caller : callers) {
      if (!caller.join(Duration.ofSeconds(90))) {
        throw new IllegalStateException("A call is neither answered nor refused 90 s after the last was begun");
      }
    }
    return report(List.copyOf(victim), List.copyOf(bystander), killed);
  }

  private void loop(String tool, Queue<Call> calls) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + part("gateway").path("port").asInt() + "/api/v1/tools/" + tool))
            .header("Authorization", "Bearer " + options.get("token"))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    while (running.get()) {
      long began = System.nanoTime();
      int status;
      try {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        status = response.statusCode();
        if (status != 200) {
          failures.add(new Failure(began, tool, status + " " + response.body()));
        }
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (IOException | InterruptedException e) {
        status = 0;
        failures.add(new Failure(began, tool, e.toString()));
      }
      calls.add(new Call(began, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(20), status));
    }
  }

  private JsonNode part(String name) {
    for (JsonNode each : state.path("parts")) {
      if (each.path("name").asString().equals(name)) {
        return each;
      }
    }
    throw new IllegalStateException("The suite has no " + name);
  }

  private boolean report(List<Call> victim, List<Call> bystander, long killed) throws IOException {
    List<Call> failed = victim.stream().filter(call -> call.status() != 200).toList();
    List<Call> lost = failed.stream().filter(call -> call.began() > killed).toList();
    double away =
        victim.stream()
            .filter(call -> call.ended() > killed && call.status() == 200)
            .mapToDouble(Call::millis)
            .max()
            .orElse(Double.NaN);
    double before = p99(bystander, call -> call.ended() < killed);
    double after = p99(bystander, call -> call.began() > killed);
    boolean quiet = bystander.stream().allMatch(call -> call.status() == 200);
    boolean good = lost.isEmpty() && quiet && after <= before * P99_LIMIT + 5;
    String text =
        String.format(
            Locale.ROOT,
            """
            # A tool server killed under load

            `./aios bench restart`: %d callers each of `%s` and `%s`, a call every 20 ms through the gateway; %s is killed and its
            supervisor starts it again.

            | | |
            |---|---|
            | calls to the killed server | %d |
            | of them in flight at the kill and failed | %d (at most %d can be) |
            | begun afterwards and failed | %d (bound 0) |
            | longest wait of a call that succeeded, those in flight at the kill included, ms | %.0f |
            | p99 of the other server's calls before, ms | %.1f |
            | the same from the kill on, ms | %.1f (bound %.1f) |
            | failed calls to the other server | %d (bound 0) |

            %s.
            """,
            CALLERS, VICTIM_TOOL, BYSTANDER_TOOL, VICTIM, victim.size(), failed.size() - lost.size(), CALLERS, lost.size(),
            away, before, after, before * P99_LIMIT + 5, bystander.stream().filter(c -> c.status() != 200).count(),
            good ? "Within bounds" : "OUT OF BOUNDS");
    System.out.println(text);
    failures.forEach(
        failure ->
            System.out.printf(
                Locale.ROOT,
                "%+.1f ms from the kill: %s %s%n",
                (failure.began() - killed) / 1e6,
                failure.tool(),
                failure.detail()));
    Files.writeString(Path.of(options.get("report")), text);
    return good;
  }

  private static double p99(List<Call> calls, java.util.function.Predicate<Call> which) {
    double[] times = calls.stream().filter(which).mapToDouble(Call::millis).sorted().toArray();
    return times[Math.max(0, (int) Math.ceil(times.length * 0.99) - 1)];
  }
}
