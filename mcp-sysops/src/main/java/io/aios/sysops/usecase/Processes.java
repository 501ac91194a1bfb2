package io.aios.sysops.usecase;

import io.aios.sysops.domain.ProcessDetail;
import io.aios.sysops.domain.ProcessEntry;
import io.aios.sysops.domain.SignalName;
import io.aios.sysops.domain.SignalPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The processes of the machine, as far as this server's namespace shows them. */
public interface Processes {
  /**
   * @param over the CPU share is that of this interval, which the call takes; since each process's
   *     start when zero
   */
  List<ProcessEntry> list(Duration over) throws InterruptedException;

  Optional<ProcessDetail> detail(int pid);

  Optional<String> name(int pid);

  /** What the signal policy has to know, if the process still is the one that started then. */
  Optional<SignalPolicy.Target> target(int pid, long startTicks);

  /**
   * Sends a signal to the process with this pid and start, and never to a later one with its pid.
   *
   * @return false when there is no such process
   */
  boolean signal(int pid, long startTicks, SignalName signal);
}
