package io.aios.sysops.infrastructure.systemd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A real systemd that manages nothing but a few processes of its own: a user manager on its own
 * bus, in a mount namespace with its own {@code /run}. It ends when its input does, so also with
 * the JVM.
 */
final class UserSystemd implements AutoCloseable {
  private static final Path SYSTEMD = Path.of("/lib/systemd/systemd");
  private static final String SCRIPT =
      """
      mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system /run/u && chmod 700 /run/u || exit 1
      export XDG_RUNTIME_DIR=/run/u HOME=$1 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/u/bus
      dbus-daemon --session --address=$DBUS_SESSION_BUS_ADDRESS --nofork --nopidfile >/dev/null 2>&1 &
      bus=$!
      until [ -S /run/u/bus ]; do sleep .05; done
      /lib/systemd/systemd --user >/dev/null 2>&1 &
      manager=$!
      until systemctl --user is-system-running 2>/dev/null | grep -q running; do
        kill -0 $manager 2>/dev/null || exit 1
        sleep .05
      done
      echo ready $$
      read line
      kill $manager; wait $manager; kill $bus; wait
      """;

  private final Process namespace;
  private final Path systemctl;

  private UserSystemd(Process namespace, Path systemctl) {
    this.namespace = namespace;
    this.systemctl = systemctl;
  }

  /** Skips the test, with the reason, where there is no systemd or no right to a namespace. */
  static UserSystemd start(Path home) throws IOException {
    assumeTrue(Files.isExecutable(SYSTEMD), SYSTEMD + " is not installed");
    Path units = Files.createDirectories(home.resolve(".config/systemd/user"));
    Files.writeString(
        units.resolve("demo.service"),
        "[Unit]\nDescription=A demo that sleeps\n[Service]\nExecStart=/bin/sleep 600\n");
    Process namespace =
        new ProcessBuilder(
                "unshare", "-m", "--propagation", "private", "sh", "-c", SCRIPT, "sh", "" + home)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = namespace.inputReader(StandardCharsets.UTF_8);
    String ready = out.readLine();
    assumeTrue(ready != null, "no user manager could be started in a mount namespace here");
    return new UserSystemd(namespace, wrapper(home, ready.substring("ready ".length())));
  }

  private static Path wrapper(Path home, String pid) throws IOException {
    Path wrapper = home.resolve("systemctl");
    Files.writeString(
        wrapper,
        "#!/bin/sh\nexec nsenter -t %s -m env XDG_RUNTIME_DIR=/run/u systemctl --user \"$@\"\n"
            .formatted(pid));
    Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
    return wrapper;
  }

  /** A systemctl that speaks to this manager. */
  Path systemctl() {
    return systemctl;
  }

  @Override
  public void close() throws IOException {
    namespace.outputWriter(StandardCharsets.UTF_8).close();
    namespace.onExit().join();
  }
}
