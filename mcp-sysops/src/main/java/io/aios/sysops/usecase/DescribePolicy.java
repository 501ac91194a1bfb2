package io.aios.sysops.usecase;

import io.aios.sysops.domain.Access;
import io.aios.sysops.domain.PathPolicy;
import io.aios.sysops.domain.SignalPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Tells callers the limits that bind them; nothing changes these but the configuration. */
@Component
public final class DescribePolicy {
  private final Supplier<PathPolicy> paths;
  private final SignalPolicy signals;
  private final Programs programs;
  private final List<BackEnd> backEnds;

  DescribePolicy(
      Supplier<PathPolicy> paths, SignalPolicy signals, Programs programs, List<BackEnd> backEnds) {
    this.paths = paths;
    this.signals = signals;
    this.programs = programs;
    this.backEnds = List.copyOf(backEnds);
  }

  /**
   * @param privateNames names of files and folders that are refused everywhere
   * @param missing what tools cannot do on this machine, and why
   */
  public record Policy(
      List<String> readRoots,
      List<String> writeRoots,
      List<String> logRoots,
      String workspace,
      List<String> privateNames,
      boolean signalsToOtherUsers,
      List<String> protectedProcesses,
      Programs.Limits programs,
      List<Missing> missing) {}

  /** A part of the operating system that is not there. */
  public record Missing(String backEnd, String problem) {}

  public Policy describe() {
    PathPolicy policy = paths.get();
    return new Policy(
        texts(policy.roots(Access.READ)),
        texts(policy.roots(Access.WRITE)),
        texts(policy.roots(Access.LOG)),
        policy.workspace().toString(),
        policy.privateNames().stream().sorted().toList(),
        signals.otherUsers(),
        signals.protectedNames().stream().sorted().toList(),
        programs.limits(),
        missing());
  }

  private List<Missing> missing() {
    return backEnds.stream()
        .flatMap(
            backEnd ->
                backEnd.problem().map(problem -> new Missing(backEnd.name(), problem)).stream())
        .toList();
  }

  private static List<String> texts(List<Path> roots) {
    return roots.stream().map(Path::toString).toList();
  }
}
