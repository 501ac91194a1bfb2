package io.aios.sysops.usecase;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.Refusal;
import io.aios.sysops.domain.SignalName;
import io.aios.sysops.domain.SignalPolicy;
import org.springframework.stereotype.Component;

/** Sends a signal to a process if the policy lets it. */
@Component
public final class SignalProcess {
  private final Processes processes;
  private final SignalPolicy policy;

  SignalProcess(Processes processes, SignalPolicy policy) {
    this.processes = processes;
    this.policy = policy;
  }

  public void signal(int pid, long startTicks, SignalName signal) {
    var target =
        processes.target(pid, startTicks).orElseThrow(() -> notThatProcess(pid, startTicks));
    policy.refuse(target).ifPresent(SignalProcess::refuse);
    if (!processes.signal(pid, startTicks, signal)) {
      throw notThatProcess(pid, startTicks);
    }
  }

  private static void refuse(Refusal refusal) {
    throw new ToolFailure(refusal.code(), refusal.message(), refusal.nextStep());
  }

  private static ToolFailure notThatProcess(int pid, long startTicks) {
    return new ToolFailure(
        "process-not-found",
        "No process " + pid + " that started at tick " + startTicks + ".",
        "It may have ended and its number been given to another: list the processes again.");
  }
}
