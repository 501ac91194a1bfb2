package io.aios.orchestrator.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server in processes of its own, which keeps its port and its data while it is away. */
interface Server extends AutoCloseable {
  /** How the orchestrator finds it. */
  Map<String, String> properties();

  void start() throws IOException;

  void stop() throws IOException;

  /** Its first process before those that came from it. */
  Stream<ProcessHandle> processes();

  /** It keeps its connections and answers nothing. */
  default void freeze() throws IOException {
    signal("-STOP", processes().toList());
  }

  default void thaw() throws IOException {
    signal("-CONT", processes().toList().reversed());
  }

  @Override
  default void close() throws IOException {
    thaw();
    stop();
  }

  private static void signal(String signal, List<ProcessHandle> processes) throws IOException {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(process -> command.add(String.valueOf(process.pid())));
    Process kill = new ProcessBuilder(command).inheritIO().start();
    try {
      // One that has ended since, as a server's workers do, is no failure.
      if (kill.waitFor() != 0 && processes.stream().allMatch(ProcessHandle::isAlive)) {
        throw new IllegalStateException("Failed: " + command);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
