package io.aios.launcher.cli;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.machine.PortHolder;
import io.aios.launcher.machine.Ports;
import io.aios.launcher.suite.Member;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the suite needs of a machine, each looked at for real rather than guessed from versions. */
final class MachineChecks {
  private static final int PATIENCE_SECONDS = 20;

  private final DataDirectory data;

  MachineChecks(DataDirectory data) {
    this.data = data;
  }

  /**
   * One check's result.
   *
   * @param fix the command or step that mends it, empty when fine
   */
  record Finding(String subject, boolean fine, String found, String fix) {}

  /**
   * @param running whether a suite runs on the data directory, which then holds the ports itself
   */
  List<Finding> all(boolean running) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding("JDK", true, Runtime.version() + " at " + System.getProperty("java.home"), ""));
    findings.add(bubblewrap());
    findings.add(python());
    if ("root".equals(System.getProperty("user.name"))) {
      findings.add(userNamespaces());
    }
    findings.add(dataDirectory());
    findings.add(locale());
    if (running) {
      findings.add(new Finding("ports", true, "held by the running suite", ""));
    } else {
      Member.ALL_MEMBERS.forEach(member -> findings.add(port(member)));
    }
    return findings;
  }

  private static Finding bubblewrap() throws InterruptedException {
    Outcome outcome =
        run("bwrap", "--ro-bind", "/", "/", "--unshare-all", "--die-with-parent", "true");
    String fix =
        outcome.found()
            ? "allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1 (in a container, run it with that privilege)"
            : "apt-get install bubblewrap";
    return new Finding(
        "bubblewrap",
        outcome.worked(),
        outcome.worked() ? "sandboxes start" : "sandboxes do not start: " + outcome.output(),
        outcome.worked() ? "" : fix);
  }

  private static Finding python() throws InterruptedException {
    Outcome outcome =
        run(
            "/usr/bin/python3",
            "-c",
            "import sys, numpy, matplotlib; print(sys.version.split()[0], 'numpy', numpy.__version__, 'matplotlib', matplotlib.__version__)");
    return new Finding(
        "python",
        outcome.worked(),
        outcome.output(),
        outcome.worked() ? "" : "apt-get install python3 python3-numpy python3-matplotlib");
  }

  /** Postgres refuses root, and gets out of it by a user namespace. */
  private static Finding userNamespaces() throws InterruptedException {
    Outcome outcome = run("unshare", "--user", "true");
    return new Finding(
        "namespaces",
        outcome.worked(),
        outcome.worked() ? "Postgres can leave root" : outcome.output(),
        outcome.worked() ? "" : "start AIOS as an ordinary user, or apt-get install util-linux");
  }

  private Finding dataDirectory() {
    try {
      data.prepare();
      long free = Files.getFileStore(data.root()).getUsableSpace() >> 20;
      return new Finding("data", true, data.root() + ", " + free + " MB free", "");
    } catch (StartFailure | IOException e) {
      return new Finding(
          "data", false, String.valueOf(e.getMessage()), "choose another directory with --data");
    }
  }

  private static Finding locale() {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    boolean unicode = Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    return new Finding(
        "locale",
        unicode,
        "file names are " + encoding,
        unicode ? "" : "export LANG=C.UTF-8 (otherwise file names beyond ASCII cannot be opened)");
  }

  private static Finding port(Member member) {
    boolean free = Ports.isFree(member.port());
    String holder = PortHolder.of(member.port()).map(who -> " by " + who).orElse("");
    return new Finding(
        "port " + member.port(),
        free,
        free ? "free for " + member.name() : "taken" + holder,
        free ? "" : "stop it, or: aios up --port " + member.name() + "=0");
  }

  private record Outcome(boolean found, boolean worked, String output) {}

  private static Outcome run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      String last = output.strip().lines().reduce("", (first, second) -> second);
      return new Outcome(true, ended && process.exitValue() == 0, last);
    } catch (IOException e) {
      return new Outcome(false, false, command[0] + " is not installed");
    }
  }
}
