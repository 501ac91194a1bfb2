package io.aios.federation.infrastructure.stdio;

import io.aios.federation.domain.Connection;
import io.aios.federation.domain.Credential;
import io.aios.federation.domain.InvalidServer;
import io.aios.federation.infrastructure.mcp.Transport;
import io.aios.federation.infrastructure.mcp.Transports;
import io.aios.federation.usecase.PeerFailure;
import io.aios.federation.usecase.PeerFailure.Code;
import io.aios.sandbox.Limits;
import io.aios.sandbox.Sandbox;
import io.aios.sandbox.SandboxHealth;
import io.aios.sandbox.SandboxSpec;
import io.aios.sandbox.SandboxUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Starts commands in bubblewrap: without network unless granted, with an empty home of their own
 * that ends with them, and no environment but their credential.
 */
final class SandboxedCommands implements Transports<Connection.Stdio>, AutoCloseable {
  private static final String HOME = "/work";

  private final Sandbox sandbox;
  private final Homes homes;
  private final StdioProperties properties;
  private final Semaphore places;

  SandboxedCommands(Sandbox sandbox, Homes homes, StdioProperties properties) {
    this.sandbox = sandbox;
    this.homes = homes;
    this.properties = properties;
    this.places = new Semaphore(properties.maxProcesses());
  }

  @Override
  public void check(Connection.Stdio connection) {
    SandboxHealth health = sandbox.health();
    if (!health.available()) {
      throw new InvalidServer(
          "command",
          "cannot be run safely on this machine: %s; %s".formatted(health.cause(), health.fix()));
    }
  }

  @Override
  public Transport open(Connection.Stdio connection, Credential credential, String name) {
    if (!places.tryAcquire()) {
      throw new PeerFailure(
          Code.SERVER_FAILING,
          "%d commands run, as many as allowed".formatted(properties.maxProcesses()));
    }
    Path home = null;
    try {
      home = homes.create(name, sandbox);
      Path kept = home;
      return new StdioTransport(
          sandbox.start(spec(connection, credential, home)),
          new ErrorLog(name, credential),
          Math.toIntExact(properties.maxMessage().toBytes()),
          () -> ended(kept));
    } catch (IOException | SandboxUnavailable e) {
      ended(home);
      throw new PeerFailure(Code.SERVER_UNREACHABLE, "It does not start: " + e.getMessage(), e);
    }
  }

  private void ended(@Nullable Path home) {
    places.release();
    if (home != null) {
      homes.remove(home);
    }
  }

  private SandboxSpec spec(Connection.Stdio connection, Credential credential, Path home) {
    Map<String, String> environment = new HashMap<>(credential.values());
    environment.put("HOME", HOME);
    Limits limits =
        new Limits(
            properties.lifetime(),
            properties.cpuTime(),
            properties.memory().toBytes(),
            properties.processes(),
            properties.fileSize().toBytes(),
            properties.maxMessage().toBytes());
    SandboxSpec spec =
        SandboxSpec.of(connection.command(), home, limits)
            .withEnvironment(environment)
            .withReadOnly(properties.readable().stream().filter(Files::exists).toList());
    return connection.network() ? spec.withNetwork() : spec;
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
