package io.aios.launcher.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the suite's process says about itself in {@code run/state.json}, for the command line.
 *
 * @param pid the suite's process
 * @param startedAt when that process began
 * @param mode {@code one-jvm}, {@code isolated} or {@link #CONTAINERS}
 * @param mutualTls whether services other than the gateway demand a certificate of their callers
 * @param version of the suite
 * @param phase how far the whole is
 * @param failure the first cause when the phase is FAILED, otherwise empty
 * @param address the address that services listen on, where they do not have one each
 * @param parts in starting order
 */
public record SuiteState(
    long pid,
    Instant startedAt,
    String mode,
    boolean mutualTls,
    String version,
    Phase phase,
    String failure,
    String address,
    List<Part> parts) {
  /**
   * The mode in which each part has a container of its name. The command line is in the network of
   * security-manager, where who proves to be the owner must be on loopback.
   */
  public static final String CONTAINERS = "containers";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Life of the suite. */
  public enum Phase {
    STARTING,
    READY,
    DEGRADED,
    FAILED,
    STOPPING
  }

  /** Of this process, which begins now and has no part yet. */
  public static SuiteState starting(Instant now, String mode, boolean mutualTls, String version) {
    return new SuiteState(
        ProcessHandle.current().pid(),
        now,
        mode,
        mutualTls,
        version,
        Phase.STARTING,
        "",
        "127.0.0.1",
        List.of());
  }

  public SuiteState in(Phase newPhase, String newFailure) {
    return new SuiteState(
        pid, startedAt, mode, mutualTls, version, newPhase, newFailure, address, parts);
  }

  public SuiteState with(List<Part> newParts) {
    return new SuiteState(
        pid, startedAt, mode, mutualTls, version, phase, failure, address, newParts);
  }

  /** The state last written; empty when there is none, or when it cannot be read. */
  public static Optional<SuiteState> read(DataDirectory data) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file(data)), SuiteState.class));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** The state of a suite that is running now. */
  public static Optional<SuiteState> running(DataDirectory data) {
    return read(data).filter(SuiteState::isAlive);
  }

  public static void clear(DataDirectory data) {
    try {
      Files.deleteIfExists(file(data));
    } catch (IOException e) {
      throw StartFailure.of("data directory " + data.root(), e);
    }
  }

  public void write(DataDirectory data) {
    try {
      Path written = data.run().resolve("state.json.new");
      Files.writeString(written, JSON.writeValueAsString(this));
      Files.move(
          written, file(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw StartFailure.of("data directory " + data.root(), e);
    }
  }

  /**
   * Whether the process that wrote this lives; a later process with the same id does not count. Of
   * containers only their engine knows.
   */
  public boolean isAlive() {
    if (isInContainers()) {
      return true;
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .map(start -> !start.isAfter(startedAt.plusSeconds(2)))
        .orElse(false);
  }

  /** Whether each part is in a container of its own, and no process of it can be seen from here. */
  public boolean isInContainers() {
    return mode.equals(CONTAINERS);
  }

  /** The port of a part, 0 when there is no such part. */
  public int port(String part) {
    return parts.stream()
        .filter(p -> p.name().equals(part))
        .mapToInt(Part::port)
        .findFirst()
        .orElse(0);
  }

  /**
   * Where a service is called; the gateway, which is for users too, always without a certificate.
   */
  public String url(String part) {
    String scheme = mutualTls && !part.equals("gateway") ? "https" : "http";
    boolean apart = isInContainers() && !part.equals("security-manager");
    String host = apart ? part : address;
    return scheme + "://" + host + ":" + port(part);
  }

  public String gatewayUrl() {
    return url("gateway");
  }

  private static Path file(DataDirectory data) {
    return data.run().resolve("state.json");
  }
}
