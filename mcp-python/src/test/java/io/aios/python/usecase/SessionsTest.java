package io.aios.python.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.platform.tools.ToolFailure;
import io.aios.python.domain.Execution;
import io.aios.python.domain.Inspection;
import io.aios.python.domain.Owner;
import io.aios.python.domain.Packages;
import io.aios.python.domain.SyntaxCheck;
import io.aios.python.domain.Variable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Who may have sessions, how many and how long: none of which needs an interpreter. */
class SessionsTest {
  private static final Owner ADA = new Owner("ada", "cli");

  private final PythonProperties properties =
      new Binder(
              new MapConfigurationPropertySource(
                  Map.of("aios.python.sessions", "3", "aios.python.sessions-per-caller", "2")))
          .bindOrCreate("aios.python", PythonProperties.class);
  private final List<Path> removed = new ArrayList<>();
  private final List<StillInterpreter> started = new ArrayList<>();
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private final Sessions sessions =
      new Sessions(new StillInterpreters(), new NamedWorkspaces(), properties, () -> now);

  @Test
  void closesWhatIsIdleAndOnlyThat() {
    Session old = sessions.create(ADA);
    now = now.plus(properties.sessionIdle()).minusSeconds(1);
    Session young = sessions.create(ADA);
    now = now.plusSeconds(2);
    sessions.closeIdle();
    assertThat(sessions.of(ADA)).containsExactly(young);
    assertThat(removed).containsExactly(old.workspace());
    assertThat(started.getFirst().closed).isTrue();
  }

  @Test
  void beingUsedKeepsASessionOpen() {
    Session session = sessions.create(ADA);
    for (int i = 0; i < 3; i++) {
      now = now.plus(properties.sessionIdle().dividedBy(2));
      sessions.require(ADA, session.id());
      sessions.closeIdle();
    }
    assertThat(sessions.of(ADA)).containsExactly(session);
  }

  @Test
  void doesNotCloseABusySession() throws Exception {
    Session session = sessions.create(ADA);
    sessions.ask(
        ADA,
        session.id(),
        interpreter -> {
          now = now.plus(properties.sessionIdle()).plusSeconds(1);
          sessions.closeIdle();
          return assertThat(sessions.of(ADA)).containsExactly(session);
        });
  }

  @Test
  void limitsSessionsPerCallerAndInAll() {
    sessions.create(ADA);
    sessions.create(ADA);
    assertThatThrownBy(() -> sessions.create(ADA))
        .isInstanceOfSatisfying(
            ToolFailure.class, f -> assertThat(f.code()).isEqualTo("too-many-sessions"));
    sessions.create(new Owner("ada", "other client"));
    assertThatThrownBy(() -> sessions.create(new Owner("eve", "cli")))
        .isInstanceOfSatisfying(
            ToolFailure.class, f -> assertThat(f.code()).isEqualTo("server-full"));
  }

  @Test
  void belongsToUserAndClientTogether() {
    Session session = sessions.create(ADA);
    assertThatThrownBy(() -> sessions.require(new Owner("ada", "other"), session.id()))
        .isInstanceOfSatisfying(
            ToolFailure.class, f -> assertThat(f.code()).isEqualTo("unknown-session"));
  }

  @Test
  void closesAllAtShutdown() {
    sessions.create(ADA);
    sessions.create(ADA);
    sessions.close();
    assertThat(started).allMatch(interpreter -> interpreter.closed);
    assertThat(removed).hasSize(2);
  }

  private final class NamedWorkspaces implements Workspaces {
    @Override
    public Path createForSession(String id) {
      return Path.of(id);
    }

    @Override
    public Path createForRun() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Path workspace) {
      removed.add(workspace);
    }
  }

  private final class StillInterpreters implements Interpreters {
    @Override
    public Interpreter forSession(Path workspace) {
      var interpreter = new StillInterpreter();
      started.add(interpreter);
      return interpreter;
    }

    @Override
    public Fresh forRun() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Fresh forQuestion() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class StillInterpreter implements Interpreter {
    private boolean closed;

    @Override
    public Execution execute(
        String code, Map<String, String> files, Duration timeout, Consumer<String> listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Variable> variables() {
      return List.of();
    }

    @Override
    public Optional<Inspection> inspect(String name) {
      return Optional.empty();
    }

    @Override
    public SyntaxCheck check(String code) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Packages packages() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void interrupt() {}

    @Override
    public Optional<String> ended() {
      return Optional.empty();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
