package io.aios.orchestrator.bench;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.commands.StepRequest;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.RebuildProjections;
import io.aios.orchestrator.usecase.Submission;
import io.aios.orchestrator.usecase.SubmitCommand;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the engine costs: real Postgres, Redis and Kafka, and a real MCP server with tools that cost
 * nothing where the gateway would be. Commands are given to the use case behind the REST API.
 */
public final class EngineBench {
  private static final Principal USER =
      new Principal("ada", "bench", Set.of("probe:read", "probe:write"));
  private static final int PARALLEL = 64;

  private final ToolServer server;
  private final Orchestrator orchestrator;
  private final SubmitCommand submit;
  private final JdbcTemplate jdbc;
  private final List<String> report = new ArrayList<>();

  private EngineBench() throws Exception {
    server = new ToolServer();
    orchestrator =
        new Orchestrator(
            Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA),
            server,
            "--logging.level.root=warn");
    submit = orchestrator.context.getBean(SubmitCommand.class);
    jdbc = orchestrator.context.getBean(JdbcTemplate.class);
  }

  public static void main(String[] arguments) throws Exception {
    Set<String> wanted = Set.of(arguments);
    EngineBench bench = new EngineBench();
    bench.burst(Duration.ofSeconds(8));
    if (wanted.isEmpty() || wanted.contains("throughput")) {
      bench.throughput();
    }
    if (wanted.isEmpty() || wanted.contains("latency")) {
      bench.latency();
    }
    if (wanted.isEmpty() || wanted.contains("plan")) {
      bench.plan();
    }
    if (wanted.isEmpty() || wanted.contains("rebuild")) {
      bench.rebuild();
    }
    if (wanted.isEmpty() || wanted.contains("history")) {
      bench.history();
    }
    bench.report.forEach(System.out::println);
    bench.orchestrator.close();
    bench.server.close();
    System.exit(0);
  }

  private void throughput() throws Exception {
    for (int round = 0; round < 3; round++) {
      long[] nanos = burst(Duration.ofSeconds(10));
      line(
          "throughput, %d at a time: %.0f commands/s, p50 %.1f ms, p99 %.1f ms"
              .formatted(PARALLEL, nanos.length / 10.0, millis(nanos, 0.5), millis(nanos, 0.99)));
    }
  }

  /** So many at a time as fast as they go; nanoseconds of each. */
  private long[] burst(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PARALLEL; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (System.nanoTime() < end) {
                      long start = System.nanoTime();
                      run(call());
                      taken.add(System.nanoTime() - start);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return sorted(taken);
  }

  /** At a steady rate, whether or not the ones before are done; waiting counts. */
  private void latency() throws InterruptedException {
    int rate = 200;
    int seconds = 30;
    awaitEmptyOutbox();
    ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
    Semaphore open = new Semaphore(0);
    long start = System.nanoTime();
    for (int i = 0; i < rate * seconds; i++) {
      long due = start + i * (1_000_000_000L / rate);
      long wait = due - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
      Thread.ofVirtual()
          .start(
              () -> {
                run(call());
                taken.add(System.nanoTime() - due);
                open.release();
              });
    }
    open.acquire(rate * seconds);
    long[] nanos = sorted(taken);
    line(
        "latency at %d/s for %d s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms"
            .formatted(
                rate,
                seconds,
                millis(nanos, 0.5),
                millis(nanos, 0.95),
                millis(nanos, 0.99),
                millis(nanos, 1)));
  }

  /** What a burst left to be published would be published during the measurement. */
  private void awaitEmptyOutbox() throws InterruptedException {
    while (jdbc.queryForObject("select count(*) from outbox", Long.class) > 0) {
      Thread.sleep(500);
    }
  }

  /** A plan of 100 steps side by side, against its calls alone, 100 at a time. */
  private void plan() throws Exception {
    List<StepRequest> steps =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    new StepRequest(
                        "s" + i,
                        "probe_read_echo",
                        Map.of("key", "plan"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
            .toList();
    CommandRequest plan =
        new CommandRequest(
            null, null, steps, null, null, null, null, null, null, null, null, null, null);
    DirectCalls direct = new DirectCalls(server.url());
    List<Double> plans = new ArrayList<>();
    List<Double> calls = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      long start = System.nanoTime();
      run(plan);
      plans.add((System.nanoTime() - start) / 1e6);
      start = System.nanoTime();
      direct.callAll(100);
      calls.add((System.nanoTime() - start) / 1e6);
    }
    double whole = median(plans.subList(5, 25));
    double bare = median(calls.subList(5, 25));
    line(
        "plan of 100 parallel steps: %.0f ms, its calls alone %.0f ms: %.2f ms per step more"
            .formatted(whole, bare, (whole - bare) / 100));
  }

  private void rebuild() {
    long events = jdbc.queryForObject("select count(*) from command_event", Long.class);
    long start = System.nanoTime();
    Principal operator = new Principal("ada", "bench", Set.of(RebuildProjections.GRANT));
    orchestrator.context.getBean(RebuildProjections.class).begin(operator).run(progress -> {});
    double seconds = (System.nanoTime() - start) / 1e9;
    line(
        "rebuild of the projections: %d events in %.1f s: %.0f events/s"
            .formatted(events, seconds, events / seconds));
  }

  /** The same commands with 1,000 and with 1,000,000 stored, one at a time. */
  private void history() throws InterruptedException {
    jdbc.execute("truncate command_event, command_view, command_lease, outbox");
    fill(1_000);
    awaitEmptyOutbox();
    alone(500);
    double few = alone(3_000);
    fill(1_000_000);
    awaitEmptyOutbox();
    alone(500);
    double many = alone(3_000);
    line(
        "p50 one at a time: %.2f ms with 1,000 commands stored, %.2f ms with 1,001,000: %+.0f %%"
            .formatted(few, many, (many / few - 1) * 100));
  }

  private void fill(int commands) {
    runCall();
    jdbc.update(
        "insert into command_event (command_id, version, type, data, at)"
            + " select ids.id, event.version, event.type, event.data, event.at"
            + " from (select gen_random_uuid() as id from generate_series(1, ?)) ids,"
            + " (select * from command_event where command_id ="
            + " (select max(command_id::text)::uuid from command_view)) event",
        commands);
    jdbc.update(
        "insert into command_view (command_id, subject, client, status, version, tool, steps,"
            + " accepted_at, ended_at)"
            + " select command_id, 'user-' || (random() * 1000)::int, 'bench', 'succeeded', 4,"
            + " 'probe_read_echo', 1, min(at), max(at) from command_event event where not exists"
            + " (select 1 from command_view view where view.command_id = event.command_id)"
            + " group by command_id");
    jdbc.execute("analyze command_event");
    jdbc.execute("analyze command_view");
    jdbc.execute("checkpoint");
  }

  private double alone(int count) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      run(call());
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return millis(nanos, 0.5);
  }

  private void runCall() {
    run(call());
  }

  private void run(CommandRequest request) {
    if (submit.submit(USER, request) instanceof Submission.Accepted accepted) {
      CompletableFuture<CommandHistory> ended = accepted.ended();
      ended.join();
    }
  }

  private static CommandRequest call() {
    return new CommandRequest(
        "probe_read_echo",
        Map.of("key", "k"),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private void line(String line) {
    report.add("- " + line);
    System.err.println(line);
  }

  private static long[] sorted(ConcurrentLinkedQueue<Long> taken) {
    return taken.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private static double millis(long[] sorted, double quantile) {
    int index = Math.min(sorted.length - 1, (int) (sorted.length * quantile));
    return sorted[index] / 1e6;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
