package io.aios.sysops.domain;

import java.util.Optional;
import java.util.Set;

/**
 * Which processes a caller may send signals to: never the first process, kernel threads, or the
 * suite itself; processes of other users and protected ones as configured.
 *
 * @param otherUsers whether processes of other users than the server's may be signalled
 * @param protectedNames process names never signalled
 */
public record SignalPolicy(boolean otherUsers, Set<String> protectedNames) {
  private static final int FIRST = 1;

  public SignalPolicy {
    protectedNames = Set.copyOf(protectedNames);
  }

  /** What the policy looks at. */
  public record Target(
      int pid, String name, boolean kernelThread, boolean sameUser, boolean ofSuite) {}

  public Optional<Refusal> refuse(Target target) {
    String process = "Process " + target.pid() + " (" + target.name() + ")";
    if (target.pid() == FIRST) {
      return refusal(process + " is the first process; the machine depends on it.");
    }
    if (target.kernelThread()) {
      return refusal(process + " is a kernel thread.");
    }
    if (target.ofSuite()) {
      return refusal(process + " belongs to this suite or is one of its parents.");
    }
    if (protectedNames.contains(target.name())) {
      return refusal(process + " has a protected name; protected are " + protectedNames + ".");
    }
    if (!target.sameUser() && !otherUsers) {
      return refusal(process + " belongs to another user than the server's.");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(String message) {
    return Optional.of(
        new Refusal("process-protected", message, "Stop it with the means of its owner."));
  }
}
