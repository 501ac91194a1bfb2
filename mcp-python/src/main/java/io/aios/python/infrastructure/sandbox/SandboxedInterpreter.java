package io.aios.python.infrastructure.sandbox;

import io.aios.python.domain.Execution;
import io.aios.python.domain.Inspection;
import io.aios.python.domain.Packages;
import io.aios.python.domain.PythonError;
import io.aios.python.domain.SyntaxCheck;
import io.aios.python.domain.Variable;
import io.aios.python.usecase.Interpreter;
import io.aios.python.usecase.PythonProperties;
import io.aios.sandbox.Exit;
import io.aios.sandbox.SandboxProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An interpreter behind the driver, in a sandbox of its own. */
final class SandboxedInterpreter implements Interpreter {
  /** How long interrupted code may still take to end before the interpreter is ended. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration INTERRUPT_AGAIN = Duration.ofMillis(500);
  private static final Duration CHECK_WORKSPACE = Duration.ofSeconds(1);
  private static final Duration QUESTION = Duration.ofSeconds(20);
  private static final Duration START = Duration.ofSeconds(30);
  private static final int MAX_TEXT = 20_000;
  private static final int MAX_VARIABLES = 500;

  private final SandboxProcess process;
  private final DriverChannel channel;
  private final PythonProperties limits;
  private final WorkspaceSize workspace;
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean ready;
  private volatile @Nullable PythonError endedFor;

  SandboxedInterpreter(
      SandboxProcess process, Path workspace, PythonProperties limits, JsonMapper json) {
    this.process = process;
    this.limits = limits;
    this.workspace = new WorkspaceSize(workspace, limits.workspaceSize());
    this.channel = new DriverChannel(process, json);
    channel.send(Map.of("driver", DriverSource.text()));
  }

  /** Waits until the driver takes requests; false when it never will. */
  boolean awaitReady() throws InterruptedException {
    if (!ready) {
      ready = channel.next(START) instanceof DriverEvent.Ready;
    }
    return ready;
  }

  @Override
  public Execution execute(
      String code, Map<String, String> files, Duration timeout, Consumer<String> listener)
      throws InterruptedException {
    var recorder = new ExecutionRecorder(limits, listener);
    if (!awaitReady()) {
      return recorder.ended(end("InterpreterEnded", "it did not start: " + channel.errors()));
    }
    Map<String, Object> request = new HashMap<>();
    request.put("code", code);
    request.put("files", files);
    request.put("outputBytes", limits.output().toBytes());
    request.put("textLimit", MAX_TEXT);
    request.put("figures", limits.figures());
    request.put("figureBytes", limits.figureSize().toBytes());
    return new Watch(send("execute", request), recorder, timeout).untilDone();
  }

  /** One execution from the request to the answer, whatever comes between. */
  private final class Watch {
    private final long id;
    private final ExecutionRecorder recorder;
    private final Duration timeout;
    private long deadline;
    private boolean cancelled;
    private @Nullable PythonError limit;

    Watch(long id, ExecutionRecorder recorder, Duration timeout) {
      this.id = id;
      this.recorder = recorder;
      this.timeout = timeout;
      this.deadline = System.nanoTime() + timeout.toNanos();
    }

    Execution untilDone() throws InterruptedException {
      @Nullable Execution execution = null;
      while (execution == null) {
        try {
          execution = step();
        } catch (InterruptedException e) {
          cancelled = true;
          stop(new PythonError("Cancelled", "the caller cancelled", null));
        }
      }
      if (cancelled) {
        throw new InterruptedException("cancelled by the caller");
      }
      return execution;
    }

    private @Nullable Execution step() throws InterruptedException {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return overdue();
      }
      Duration slice = limit == null ? CHECK_WORKSPACE : INTERRUPT_AGAIN;
      DriverEvent event = channel.next(left < slice.toNanos() ? Duration.ofNanos(left) : slice);
      return switch (event) {
        case null -> quiet();
        case DriverEvent.Output output -> {
          recorder.output(output);
          yield null;
        }
        case DriverEvent.Drawn drawn -> {
          recorder.drawn(drawn);
          yield null;
        }
        case DriverEvent.Ready _ -> null;
        case DriverEvent.Done done -> done.id() == id ? recorder.done(done.answer(), limit) : null;
        case DriverEvent.Ended _ -> recorder.ended(end());
      };
    }

    private @Nullable Execution overdue() {
      if (limit == null) {
        stop(new PythonError("TimeLimit", "the code ran longer than " + timeout, null));
        return null;
      }
      process.close();
      return recorder.ended(
          end(limit.type(), limit.message() + ", did not stop when interrupted, and was ended"));
    }

    private @Nullable Execution quiet() {
      if (limit != null) {
        process.interrupt();
      } else if (workspace.exceeded()) {
        process.close();
        return recorder.ended(
            end(
                "WorkspaceLimit",
                "the files are larger than " + megabytes(limits.workspaceSize())));
      }
      return null;
    }

    private void stop(PythonError why) {
      limit = why;
      deadline = System.nanoTime() + GRACE.toNanos();
      process.interrupt();
    }
  }

  @Override
  public List<Variable> variables() throws InterruptedException {
    JsonNode answer = question("variables", Map.of());
    return StreamSupport.stream(answer.path("variables").spliterator(), false)
        .limit(MAX_VARIABLES)
        .map(
            variable ->
                new Variable(
                    ExecutionRecorder.textOr(variable, "name", ""),
                    ExecutionRecorder.textOr(variable, "type", ""),
                    ExecutionRecorder.text(variable, "size"),
                    ExecutionRecorder.textOr(variable, "preview", "")))
        .toList();
  }

  @Override
  public Optional<Inspection> inspect(String name) throws InterruptedException {
    JsonNode answer = question("inspect", Map.of("name", name, "textLimit", MAX_TEXT));
    if (!answer.path("found").asBoolean(false)) {
      return Optional.empty();
    }
    List<String> attributes =
        StreamSupport.stream(answer.path("attributes").spliterator(), false)
            .limit(MAX_VARIABLES)
            .map(attribute -> attribute.asString(""))
            .toList();
    return Optional.of(
        new Inspection(
            name,
            ExecutionRecorder.textOr(answer, "type", ""),
            ExecutionRecorder.text(answer, "size"),
            ExecutionRecorder.textOr(answer, "repr", ""),
            attributes,
            ExecutionRecorder.text(answer, "doc")));
  }

  @Override
  public SyntaxCheck check(String code) throws InterruptedException {
    JsonNode answer = question("check", Map.of("code", code));
    return new SyntaxCheck(
        answer.path("valid").asBoolean(false),
        ExecutionRecorder.text(answer, "message"),
        number(answer, "line"),
        number(answer, "column"),
        ExecutionRecorder.text(answer, "source"));
  }

  @Override
  public Packages packages() throws InterruptedException {
    JsonNode answer = question("packages", Map.of());
    List<Packages.Installed> installed =
        StreamSupport.stream(answer.path("packages").spliterator(), false)
            .map(
                one ->
                    new Packages.Installed(
                        ExecutionRecorder.textOr(one, "name", ""),
                        ExecutionRecorder.textOr(one, "version", "")))
            .toList();
    return new Packages(ExecutionRecorder.textOr(answer, "python", ""), installed);
  }

  @Override
  public void interrupt() {
    process.interrupt();
  }

  @Override
  public Optional<String> ended() {
    if (endedFor == null && !process.alive()) {
      end();
    }
    return Optional.ofNullable(endedFor).map(PythonError::message);
  }

  @Override
  public void close() {
    process.close();
    channel.close();
  }

  private JsonNode question(String operation, Map<String, ?> members) throws InterruptedException {
    if (!awaitReady()) {
      throw InterpreterFailures.notStarted(channel.errors());
    }
    long id = send(operation, members);
    long deadline = System.nanoTime() + QUESTION.toNanos();
    while (System.nanoTime() < deadline) {
      DriverEvent event = channel.next(Duration.ofNanos(deadline - System.nanoTime()));
      if (event instanceof DriverEvent.Done done && done.id() == id) {
        return done.answer();
      }
      if (event instanceof DriverEvent.Ended) {
        throw InterpreterFailures.ended(end());
      }
    }
    process.close();
    throw InterpreterFailures.ended(
        end("TimeLimit", "it did not answer '" + operation + "' within " + QUESTION));
  }

  private long send(String operation, Map<String, ?> members) {
    Map<String, Object> request = new HashMap<>(members);
    long id = requests.incrementAndGet();
    request.put("op", operation);
    request.put("id", id);
    channel.send(request);
    return id;
  }

  private static String megabytes(DataSize size) {
    return size.toMegabytes() + " MB";
  }

  private static @Nullable Integer number(JsonNode answer, String member) {
    JsonNode value = answer.path(member);
    return value.isInt() ? (Integer) value.asInt() : null;
  }

  private PythonError end(String type, String message) {
    PythonError why = new PythonError(type, message, null);
    endedFor = why;
    return why;
  }

  /** Why the process is gone; a broken conversation ends it too. */
  private PythonError end() {
    PythonError known = endedFor;
    if (known != null) {
      return known;
    }
    Optional<Exit> before = ownExit();
    process.close();
    Exit exit = before.or(process::exit).orElseThrow();
    return switch (exit.cause()) {
      case MEMORY ->
          end("MemoryLimit", "memory went over the limit of " + megabytes(limits.memory()));
      case CPU_TIME -> end("CpuLimit", "it used up its CPU time");
      case WALL_TIME -> end("TimeLimit", "it reached the end of its lifetime");
      case CLOSED -> end("InterpreterEnded", "it was closed");
      case SIGNALLED -> end("InterpreterEnded", "it ended by signal " + (exit.status() - 128));
      case EXITED -> end("InterpreterEnded", "it ended itself with status " + exit.status());
    };
  }

  /**
   * The driver's pipe closes a moment before its process is gone; killing it then hides the cause.
   */
  private Optional<Exit> ownExit() {
    long patience = System.nanoTime() + GRACE.toNanos();
    while (process.alive()
        && System.nanoTime() < patience
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    return process.exit();
  }
}
