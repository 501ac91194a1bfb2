package io.aios.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs a program that looks around, and believes in the sandbox only after what it reports. */
final class SelfTest {
  private static final Limits LIMITS =
      Limits.defaults().withWallTime(Duration.ofSeconds(10)).withOutputBytes(64 * 1024);

  /**
   * One {@code name=value} per line; {@code $1} is a host file that must not be seen, {@code $2}
   * the host's network namespace.
   */
  private static final String LOOK_AROUND =
      """
      while read -r name value; do
        case $name in CapEff:|NoNewPrivs:|Seccomp:) echo "$name=$value";; esac
      done < /proc/self/status
      if [ "$(readlink /proc/self/ns/net)" = "$2" ]; then echo network=shared; else echo network=own; fi
      if [ -e "$1" ] || [ -e /etc/shadow ] || [ -e /root ]; then echo files=seen; else echo files=hidden; fi
      if echo x > /usr/x || echo x > /x || echo x > /dev/x; then echo system=writable; else echo system=read-only; fi
      if echo x > /work/x; then echo work=writable; else echo work=read-only; fi
      if unshare --user true; then echo nesting=allowed; else echo nesting=refused; fi
      """;

  private final Sandbox sandbox;
  private final Host host;
  private final Cgroups cgroups;

  SelfTest(Sandbox sandbox, Host host, Cgroups cgroups) {
    this.sandbox = sandbox;
    this.host = host;
    this.cgroups = cgroups;
  }

  SandboxHealth run() {
    if (host.problem() != null) {
      return host.problem();
    }
    try {
      Path work = Files.createTempDirectory("aios-self-test-");
      Path secret = Files.createTempFile("aios-self-test-", ".secret");
      try {
        sandbox.own(work);
        return judge(lookAround(work, secret));
      } finally {
        Files.deleteIfExists(work.resolve("x"));
        Files.deleteIfExists(work);
        Files.deleteIfExists(secret);
      }
    } catch (IOException e) {
      return SandboxHealth.unavailable(
          "the self-test could not be run: " + e.getMessage(), "see the message");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SandboxHealth.unavailable("the self-test was interrupted", "try again");
    }
  }

  private SandboxResult lookAround(Path work, Path secret)
      throws IOException, InterruptedException {
    String hostNetwork = Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
    List<String> command =
        List.of("/bin/sh", "-c", LOOK_AROUND, "self-test", secret.toString(), hostNetwork);
    try (SandboxProcess process = sandbox.startUntested(SandboxSpec.of(command, work, LIMITS))) {
      return Sandbox.collect(process, LIMITS, OutputListener.none());
    }
  }

  private SandboxHealth judge(SandboxResult result) {
    Map<String, String> seen =
        result
            .stdout()
            .lines()
            .map(line -> line.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b));
    if (seen.isEmpty()) {
      return notStarted(result);
    }
    List<String> facts = new ArrayList<>();
    for (Expectation expectation : EXPECTATIONS) {
      String value = seen.getOrDefault(expectation.name(), "missing");
      if (!value.equals(expectation.value())) {
        return SandboxHealth.unavailable(
            "the self-test saw " + expectation.name() + "=" + value + " in the sandbox",
            "report this: it should be " + expectation.value());
      }
      facts.add(expectation.fact());
    }
    return new SandboxHealth(null, null, facts, degraded(seen));
  }

  private List<String> degraded(Map<String, String> seen) {
    List<String> degraded = new ArrayList<>(cgroups.degraded());
    if (!"2".equals(seen.get("Seccomp:"))) {
      degraded.add("no system-call filter for this processor");
    }
    return degraded;
  }

  private record Expectation(String name, String value, String fact) {}

  private static final List<Expectation> EXPECTATIONS =
      List.of(
          new Expectation("CapEff:", "0000000000000000", "no capability"),
          new Expectation("NoNewPrivs:", "1", "no new privileges"),
          new Expectation("network", "own", "no network but a loopback of its own"),
          new Expectation("files", "hidden", "no host files"),
          new Expectation("system", "read-only", "system files cannot be written"),
          new Expectation("work", "writable", "the work directory can be written"),
          new Expectation("nesting", "refused", "no user namespace inside"));

  private static SandboxHealth notStarted(SandboxResult result) {
    String message = result.stderr().lines().findFirst().orElse("status " + result.exit().status());
    String lower = message.toLowerCase(Locale.ROOT);
    boolean namespaces =
        lower.contains("namespace") || lower.contains("uid map") || lower.contains("userns");
    return namespaces
        ? SandboxHealth.unavailable(
            "user namespaces are switched off here (" + message + ")",
            "allow them: sysctl user.max_user_namespaces above 0,"
                + " kernel.unprivileged_userns_clone=1 on older Debian,"
                + " kernel.apparmor_restrict_unprivileged_userns=0 or a profile for bwrap on Ubuntu;"
                + " in a container, its own system-call filter must allow them")
        : SandboxHealth.unavailable("bwrap does not start: " + message, "see the message");
  }
}
