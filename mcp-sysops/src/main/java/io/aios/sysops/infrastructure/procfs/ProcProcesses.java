package io.aios.sysops.infrastructure.procfs;

import com.sun.jna.LastErrorException;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.CommandLine;
import io.aios.sysops.domain.ProcessDetail;
import io.aios.sysops.domain.ProcessEntry;
import io.aios.sysops.domain.SignalName;
import io.aios.sysops.domain.SignalPolicy;
import io.aios.sysops.usecase.Processes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Processes by {@code /proc}. */
@Component
final class ProcProcesses implements Processes {
  /** USER_HZ, the same on every architecture that a JDK runs on. */
  private static final long TICKS_PER_SECOND = 100;

  private static final int ESRCH = 3;

  private final Proc proc = new Proc(Path.of("/proc"));
  private final Clock clock;

  ProcProcesses(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<ProcessEntry> list(Duration over) throws InterruptedException {
    Instant boot = boot();
    if (over.isZero()) {
      return proc.all().stream().map(stat -> entry(stat, boot, lifetimeShare(stat, boot))).toList();
    }
    Map<Integer, ProcStat> before = new HashMap<>();
    proc.all().forEach(stat -> before.put(stat.pid(), stat));
    long start = System.nanoTime();
    Thread.sleep(over);
    List<ProcStat> after = proc.all();
    double seconds = (System.nanoTime() - start) / 1e9;
    return after.stream()
        .map(stat -> entry(stat, boot, share(stat, before.get(stat.pid()), seconds)))
        .toList();
  }

  @Override
  public Optional<ProcessDetail> detail(int pid) {
    return proc.stat(pid).map(this::detail);
  }

  @Override
  public Optional<String> name(int pid) {
    return proc.stat(pid).map(ProcStat::name);
  }

  @Override
  public Optional<SignalPolicy.Target> target(int pid, long startTicks) {
    var family = new SuiteFamily(proc.all(), (int) ProcessHandle.current().pid());
    return proc.stat(pid)
        .filter(stat -> stat.startTicks() == startTicks)
        .map(
            stat ->
                new SignalPolicy.Target(
                    pid, stat.name(), stat.kernelThread(), sameUser(pid), family.contains(pid)));
  }

  @Override
  public boolean signal(int pid, long startTicks, SignalName signal) {
    try (Pidfd descriptor = Pidfd.open(pid)) {
      if (proc.stat(pid).filter(stat -> stat.startTicks() == startTicks).isEmpty()) {
        return false;
      }
      descriptor.send(signal.number());
      return true;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == ESRCH) {
        return false;
      }
      throw new ToolFailure(
          "signal-not-permitted",
          "The operating system refused signal %s to process %d: error number %d."
              .formatted(signal, pid, e.getErrorCode()));
    }
  }

  private boolean sameUser(int pid) {
    return proc.owner(pid).filter(owner -> owner.uid() == Pidfd.geteuid()).isPresent();
  }

  private ProcessDetail detail(ProcStat stat) {
    int pid = stat.pid();
    Instant boot = boot();
    return new ProcessDetail(
        entry(stat, boot, lifetimeShare(stat, boot)),
        stat.nice(),
        boxed(proc.number(pid, "status", "VmHWM")),
        boxed(proc.number(pid, "status", "VmSwap")),
        proc.count(pid, "fd"),
        proc.link(pid, "exe"),
        proc.link(pid, "cwd"),
        boxed(proc.number(pid, "io", "read_bytes")),
        boxed(proc.number(pid, "io", "write_bytes")),
        controlGroup(pid),
        proc.all().stream().filter(child -> child.parent() == pid).map(ProcStat::pid).toList());
  }

  private ProcessEntry entry(ProcStat stat, Instant boot, double cpuPercent) {
    List<String> arguments = proc.arguments(stat.pid());
    return new ProcessEntry(
        stat.pid(),
        stat.parent(),
        stat.name(),
        proc.owner(stat.pid()).map(Proc.Owner::name).orElse("unknown"),
        stat.stateName(),
        stat.kernelThread(),
        Math.round(cpuPercent * 10) / 10.0,
        stat.residentPages() * Pidfd.getpagesize(),
        stat.threads(),
        started(stat, boot),
        stat.startTicks(),
        arguments.isEmpty() ? null : CommandLine.show(arguments));
  }

  private double lifetimeShare(ProcStat stat, Instant boot) {
    double lived = Duration.between(started(stat, boot), clock.instant()).toMillis() / 1e3;
    return lived <= 0 ? 0 : 100.0 * stat.cpuTicks() / TICKS_PER_SECOND / lived;
  }

  /** Of a process that started within the interval, all it used. */
  private static double share(ProcStat now, @Nullable ProcStat before, double seconds) {
    boolean same = before != null && before.startTicks() == now.startTicks();
    long used = now.cpuTicks() - (same && before != null ? before.cpuTicks() : 0);
    return 100.0 * used / TICKS_PER_SECOND / seconds;
  }

  private Instant boot() {
    return Instant.ofEpochSecond(proc.bootSeconds());
  }

  private static Instant started(ProcStat stat, Instant boot) {
    return boot.plusMillis(stat.startTicks() * 1000 / TICKS_PER_SECOND);
  }

  private @Nullable String controlGroup(int pid) {
    return proc.text(pid, "cgroup").stream()
        .flatMap(String::lines)
        .map(line -> line.split(":", 3))
        .filter(fields -> fields[1].isEmpty() || fields[1].equals("memory"))
        .map(fields -> fields[2])
        .max(Comparator.comparingInt(String::length))
        .orElse(null);
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
