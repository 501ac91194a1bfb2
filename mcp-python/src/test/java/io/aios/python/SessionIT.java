package io.aios.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.client.ToolAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionIT extends PythonTools {

  @Test
  void keepsVariablesAndFiles() {
    String session = createSession();
    execute(session, "x = 41; open('f', 'w').write('kept')");
    JsonNode answer = execute(session, "print(open('f').read()); x + 1");
    assertThat(answer.path("stdout").asString()).isEqualTo("kept\n");
    assertThat(answer.path("result").asString()).isEqualTo("42");
    assertThat(execute(session, "_").path("result").asString()).isEqualTo("42");
  }

  @Test
  void staysUsableAfterATimeoutAndKeepsItsOutput() {
    String session = createSession();
    JsonNode late =
        structured(
            call(
                "python_execute_code",
                "sessionId",
                session,
                "timeoutSeconds",
                1,
                "code",
                "kept = 7\nprint('early')\nwhile True: pass"));
    assertThat(late.path("stdout").asString()).isEqualTo("early\n");
    assertThat(late.path("error").path("type").asString()).isEqualTo("TimeLimit");
    assertThat(execute(session, "kept").path("result").asString()).isEqualTo("7");
  }

  @Test
  void streamsOutputAsProgress() {
    String session = createSession();
    List<String> heard = new CopyOnWriteArrayList<>();
    callAs(
        "ada",
        "python_execute_code",
        arguments(
            "sessionId",
            session,
            "code",
            "import time\nfor i in range(3):\n  print(i)\n  time.sleep(.2)"),
        (progress, total, message) -> heard.add(message),
        Duration.ofSeconds(30));
    // Lines that come close together are told together; the last ones may come with the result.
    assertThat(heard).hasSizeGreaterThan(1);
    assertThat("0\n1\n2\n").startsWith(String.join("", heard));
  }

  @Test
  void canBeInterruptedByAnotherCall() throws Exception {
    String session = createSession();
    var running =
        new FutureTask<>(() -> execute(session, "import time; print('go'); time.sleep(50)"));
    Thread.ofVirtual().start(running);
    awaitState(session, "busy");
    Thread.sleep(300);
    ToolAnswer other = call("python_execute_code", "sessionId", session, "code", "1");
    assertThat(other.text()).startsWith("session-busy");
    call("python_interrupt_session", "sessionId", session);
    JsonNode answer = running.get();
    assertThat(answer.path("error").path("type").asString()).isEqualTo("KeyboardInterrupt");
    assertThat(execute(session, "1").path("result").asString()).isEqualTo("1");
  }

  @Test
  void cancelsTheCodeWhenTheCallerLeaves() throws Exception {
    String session = createSession();
    var code =
        "import time\nleft = False\ntry: time.sleep(50)\nexcept KeyboardInterrupt: left = True";
    try {
      callAs(
          "ada",
          "python_execute_code",
          arguments("sessionId", session, "code", code),
          null,
          Duration.ofSeconds(1));
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("1");
    }
    awaitState(session, "idle");
    assertThat(execute(session, "left").path("result").asString()).isEqualTo("True");
  }

  @Test
  void ignoresAnInterruptWhenIdle() {
    String session = createSession();
    execute(session, "x = 5");
    call("python_interrupt_session", "sessionId", session);
    assertThat(execute(session, "x").path("result").asString()).isEqualTo("5");
  }

  @Test
  void restartsWithItsFilesAndWithoutItsVariables() {
    String session = createSession();
    execute(session, "x = 5; open('f', 'w').write('kept')");
    call("python_restart_session", "sessionId", session);
    JsonNode answer = execute(session, "('x' in globals(), open('f').read())");
    assertThat(answer.path("result").asString()).isEqualTo("(False, 'kept')");
  }

  @Test
  void saysWhyItEndedAndCanBeRestarted() {
    String session = createSession();
    JsonNode answer = execute(session, "import os; os._exit(9)");
    assertThat(answer.path("interpreterEnded").asBoolean()).isTrue();
    ToolAnswer next = call("python_execute_code", "sessionId", session, "code", "1");
    assertThat(next.text()).startsWith("session-ended").contains("status 9", "restart");
    call("python_restart_session", "sessionId", session);
    assertThat(execute(session, "1").path("result").asString()).isEqualTo("1");
  }

  @Test
  void outlivesAForkThatRunsOn() {
    String session = createSession();
    execute(session, "import os; pid = os.fork()");
    assertThat(execute(session, "pid > 0").path("result").asString()).isEqualTo("True");
  }

  @Test
  void belongsToItsCaller() {
    String session = createSession();
    for (String tool :
        List.of(
            "python_interrupt_session",
            "python_restart_session",
            "python_close_session",
            "python_list_variables")) {
      ToolAnswer answer = callAs("eve", tool, arguments("sessionId", session));
      assertThat(answer.text()).startsWith("unknown-session");
    }
    ToolAnswer code =
        callAs("eve", "python_execute_code", arguments("sessionId", session, "code", "1"));
    assertThat(code.text()).startsWith("unknown-session");
    JsonNode theirs = structured(callAs("eve", "python_list_sessions", arguments()));
    assertThat(theirs.path("sessions")).isEmpty();
    assertThat(execute(session, "1").path("result").asString()).isEqualTo("1");
  }

  @Test
  void cannotSeeTheFilesOfAnother() {
    String one = createSession();
    String two = createSession();
    execute(one, "open('mine', 'w').write('x')");
    JsonNode answer =
        execute(two, "import subprocess; subprocess.getoutput('find / -name mine 2>/dev/null')");
    assertThat(answer.path("result").asString()).isEqualTo("''");
  }

  @Test
  void refusesMoreSessionsThanACallerMayHave() {
    createSession();
    createSession();
    createSession();
    assertThat(call("python_create_session").text()).startsWith("too-many-sessions").contains("3");
  }

  @Test
  void leavesNothingWhenClosed() throws Exception {
    String session = createSession();
    execute(session, "import os\nos.makedirs('a/b')\nos.symlink('/etc', 'a/link')");
    Path workspace = data().resolve("python/sessions").resolve(session);
    assertThat(workspace).isDirectory();
    call("python_close_session", "sessionId", session);
    assertThat(workspace).doesNotExist();
    assertThat(Path.of("/etc/passwd")).exists();
    assertThat(call("python_list_variables", "sessionId", session).text())
        .startsWith("unknown-session");
    try (Stream<Path> left = Files.list(data().resolve("python/sessions"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void listsAndInspectsVariables() {
    String session = createSession();
    execute(
        session,
        """
        import numpy as np
        class Broken:
            def __repr__(self): raise ValueError
        numbers = [1, 2, 3]
        grid = np.zeros((3, 4))
        broken = Broken()
        """);
    JsonNode variables =
        structured(call("python_list_variables", "sessionId", session)).path("variables");
    assertThat(variables.valueStream().map(one -> one.path("name").asString()))
        .containsExactly("Broken", "broken", "grid", "numbers");
    JsonNode grid =
        structured(call("python_inspect_variable", "sessionId", session, "name", "grid"));
    assertThat(grid.path("size").asString()).isEqualTo("3x4");
    assertThat(grid.path("attributes").valueStream().map(JsonNode::asString)).contains("reshape");
    assertThat(call("python_inspect_variable", "sessionId", session, "name", "no").text())
        .startsWith("unknown-variable");
  }

  private void awaitState(String session, String state) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      boolean reached =
          structured(call("python_list_sessions"))
              .path("sessions")
              .valueStream()
              .anyMatch(
                  one ->
                      one.path("sessionId").asString().equals(session)
                          && one.path("state").asString().equals(state));
      if (reached) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("session " + session + " never was " + state);
  }
}
