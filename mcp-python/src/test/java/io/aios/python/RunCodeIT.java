package io.aios.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.client.ToolAnswer;
import io.aios.mcp.tools.Content;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RunCodeIT extends PythonTools {

  @Test
  void answersOutputAndTheLastExpression() {
    JsonNode answer =
        run(
            """
            import sys, subprocess
            print("héllo")
            print("oops", file=sys.stderr)
            subprocess.run(["echo", "from a child"])
            x = 20
            x + 1
            """);
    assertThat(answer.path("stdout").asString()).isEqualTo("héllo\nfrom a child\n");
    assertThat(answer.path("stderr").asString()).isEqualTo("oops\n");
    assertThat(answer.path("result").asString()).isEqualTo("21");
    assertThat(answer.has("error")).isFalse();
  }

  @Test
  void showsTracebacksOfTheCallersCodeOnly() {
    ToolAnswer answer = call("python_run_code", "code", "def f():\n    return 1 / 0\nf()");
    assertThat(answer.isError()).isTrue();
    JsonNode error = structured(answer).path("error");
    assertThat(error.path("type").asString()).isEqualTo("ZeroDivisionError");
    assertThat(error.path("traceback").asString())
        .contains("line 2, in f", "return 1 / 0")
        .doesNotContain("driver");
  }

  @Test
  void namesTheLineOfASyntaxError() {
    JsonNode error = run("a = 1\nb = = 2").path("error");
    assertThat(error.path("type").asString()).isEqualTo("SyntaxError");
    assertThat(error.path("traceback").asString()).contains("line 2");
  }

  @Test
  void treatsASuccessfulExitAsTheEnd() {
    assertThat(run("print('bye'); raise SystemExit").has("error")).isFalse();
    assertThat(run("import sys; sys.exit(3)").path("error").path("type").asString())
        .isEqualTo("SystemExit");
  }

  @Test
  void keepsNothingBetweenRuns() {
    assertThat(run("kept = 1; open('kept', 'w').write('x')").has("error")).isFalse();
    assertThat(run("import os; ('kept' in globals(), os.listdir())").path("result").asString())
        .isEqualTo("(False, [])");
  }

  @Test
  void drawsFiguresAsPng() throws Exception {
    ToolAnswer answer =
        call(
            "python_run_code",
            "code",
            """
            import numpy as np, matplotlib.pyplot as plt
            plt.plot(np.arange(9) ** 2)
            plt.show()
            """);
    assertThat(answer.text()).isEqualTo("figures: 1");
    assertThat(answer.content())
        .filteredOn(Content.Image.class::isInstance)
        .singleElement()
        .satisfies(
            image -> {
              var png = (Content.Image) image;
              assertThat(png.mimeType()).isEqualTo("image/png");
              byte[] bytes = Base64.getDecoder().decode(png.data());
              assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(640);
            });
  }

  @Test
  void scalesFiguresToTheirBudgetAndCountsThoseLeftOut() {
    ToolAnswer answer =
        call(
            "python_run_code",
            "code",
            """
            import numpy as np, matplotlib.pyplot as plt
            for _ in range(4):
                plt.figure(); plt.imshow(np.random.rand(300, 300, 3))
            """);
    assertThat(answer.isError()).as(answer.text()).isFalse();
    List<Content.Image> images =
        answer.content().stream()
            .filter(Content.Image.class::isInstance)
            .map(Content.Image.class::cast)
            .toList();
    assertThat(images).hasSize(2).allMatch(image -> image.data().length() <= 140_000);
    assertThat(structured(answer).path("figuresLeftOut").asInt()).isEqualTo(2);
  }

  @Test
  void writesGivenFilesAndKeepsWhatTheRunWrote() {
    JsonNode answer =
        structured(
            call(
                "python_run_code",
                "code",
                "open('out/b.txt', 'w').write(open('in/a.txt').read().upper())",
                "files",
                Map.of("in/a.txt", "text", "out/keep", "")));
    assertThat(answer.path("files").valueStream().map(JsonNode::asString))
        .containsExactly("out/b.txt");
    String workspace = answer.path("workspace").asString();
    JsonNode file =
        structured(call("python_read_file", "workspace", workspace, "path", "out/b.txt"));
    assertThat(file.path("content").asString()).isEqualTo("TEXT");
    ToolAnswer stranger =
        callAs("eve", "python_read_file", arguments("workspace", workspace, "path", "out/b.txt"));
    assertThat(stranger.text()).startsWith("unknown-session");
  }

  @Test
  void stopsAnEndlessLoopAndKeepsItsOutput() {
    JsonNode answer =
        structured(
            call(
                "python_run_code",
                "timeoutSeconds",
                1,
                "code",
                "print('before')\nwhile True: pass"));
    assertThat(answer.path("stdout").asString()).isEqualTo("before\n");
    assertThat(answer.path("error").path("type").asString()).isEqualTo("TimeLimit");
    assertThat(answer.path("interpreterEnded").asBoolean()).isFalse();
  }

  @Test
  void endsCodeThatWillNotBeInterruptedAndKeepsItsOutput() {
    JsonNode answer =
        structured(
            call(
                "python_run_code",
                "timeoutSeconds",
                1,
                "code",
                """
                import time
                print("before")
                while True:
                    try: time.sleep(60)
                    except KeyboardInterrupt: pass
                """));
    assertThat(answer.path("stdout").asString()).isEqualTo("before\n");
    assertThat(answer.path("error").path("message").asString()).contains("was ended");
    assertThat(answer.path("interpreterEnded").asBoolean()).isTrue();
  }

  @Test
  void containsAForkBomb() {
    JsonNode answer =
        run(
            """
            import os, time
            made = 0
            try:
                while made < 300:
                    if os.fork() == 0: time.sleep(60)
                    made += 1
            except BlockingIOError as e:
                print(made)
            """);
    assertThat(Integer.parseInt(answer.path("stdout").asString().strip())).isBetween(5, 40);
  }

  @Test
  void raisesMemoryErrorForOneHugeObject() {
    JsonNode error = run("x = bytearray(10 ** 9)").path("error");
    assertThat(error.path("type").asString()).isEqualTo("MemoryError");
  }

  @Test
  void endsAMemoryHogAndNamesTheCause() {
    JsonNode answer =
        run(
            """
            import mmap
            print("started")
            kept = []
            while True:
                kept.append(mmap.mmap(-1, 16 << 20))
                kept[-1].write(b"x" * (16 << 20))
            """);
    assertThat(answer.path("error").path("type").asString()).isEqualTo("MemoryLimit");
    assertThat(answer.path("error").path("message").asString()).contains("256 MB");
    assertThat(answer.path("stdout").asString()).isEqualTo("started\n");
  }

  @Test
  void endsCodeThatFillsTheWorkspace() {
    JsonNode answer =
        run(
            """
            import time
            for i in range(4):
                with open(str(i), "wb") as file: file.write(b"x" * (7 << 20))
            time.sleep(20)
            """);
    assertThat(answer.path("error").path("type").asString()).isEqualTo("WorkspaceLimit");
  }

  @Test
  void cutsTooMuchOutputAndSaysSo() {
    JsonNode answer = run("for i in range(100_000): print('line', i)");
    assertThat(answer.path("stdout").asString()).startsWith("line 0\n").hasSize(64 * 1024);
    assertThat(answer.path("stdoutTruncated").asBoolean()).isTrue();
    assertThat(answer.path("stderrTruncated").asBoolean()).isFalse();
  }

  @Test
  void hasNoNetwork() throws Exception {
    try (ServerSocket host = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      JsonNode answer =
          run(
              "import socket; socket.create_connection(('127.0.0.1', %d), 2)"
                  .formatted(host.getLocalPort()));
      assertThat(answer.path("error").path("type").asString()).isEqualTo("ConnectionRefusedError");
    }
  }

  @Test
  void seesNoFilesOfTheHost() throws Exception {
    Files.writeString(data().resolve("secret"), "x");
    JsonNode answer =
        run(
            "import os; [os.path.exists(p) for p in ['/etc/shadow', '/root', '%s']]"
                .formatted(data()));
    assertThat(answer.path("result").asString()).isEqualTo("[False, False, False]");
  }

  @Test
  void cannotForgeTheEndOfTheConversation() {
    JsonNode answer =
        run(
            """
            import os
            for fd in range(3, 64):
                try: os.write(fd, b'not json' + b'x' * 100 + b'\\n')
                except OSError: pass
            print("still here")
            """);
    assertThat(answer.path("error").path("type").asString()).isEqualTo("InterpreterEnded");
  }

  @Test
  void runsSideBySide() {
    List<String> results =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(i -> run("import time; time.sleep(0.2); %d".formatted(i)))
            .map(answer -> answer.path("result").asString())
            .toList();
    assertThat(results).containsExactly("0", "1", "2", "3", "4", "5");
  }

  @Test
  void refusesATimeoutBeyondTheLimitNamingIt() {
    ToolAnswer answer = call("python_run_code", "code", "1", "timeoutSeconds", 900);
    assertThat(answer.text()).startsWith("timeout-too-long").contains("900", "300");
  }

  @Test
  void checksSyntaxWithoutRunning() {
    assertThat(structured(call("python_check_syntax", "code", "x = 1")).path("valid").asBoolean())
        .isTrue();
    JsonNode wrong = structured(call("python_check_syntax", "code", "x = 1\ny = (2"));
    assertThat(wrong.path("valid").asBoolean()).isFalse();
    assertThat(wrong.path("line").asInt()).isEqualTo(2);
  }

  @Test
  void listsPackages() {
    JsonNode answer = structured(call("python_list_packages"));
    assertThat(answer.path("python").asString()).startsWith("3.");
    assertThat(answer.path("packages").valueStream().map(one -> one.path("name").asString()))
        .contains("numpy", "matplotlib");
  }

  @Test
  void saysWhatBindsIt() {
    assertThat(structured(call("python_get_limits")).path("memoryBytes").asLong())
        .isEqualTo(256L << 20);
    JsonNode proven = structured(call("python_selftest_sandbox"));
    assertThat(proven.path("available").asBoolean()).isTrue();
    assertThat(proven.path("proven").valueStream().map(JsonNode::asString))
        .contains("no host files", "no network but a loopback of its own");
  }
}
