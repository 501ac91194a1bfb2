package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Intent.Outcome;
import io.aios.orchestrator.domain.StepResult;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tool call under way on its own thread, which can be stopped for a reason. */
final class ToolStep {
  private static final Logger log = LoggerFactory.getLogger(ToolStep.class);
  private static final int MAX_DETAIL = 2_000;

  private final ToolInvocation invocation;
  private @Nullable Thread thread;
  private @Nullable Outcome stopped;

  ToolStep(ToolInvocation invocation) {
    this.invocation = invocation;
  }

  /** Makes the call and tells its outcome, exactly once. */
  void run(Tools tools, Consumer<Outcome> outcome) {
    outcome.accept(outcome(tools));
  }

  /** Interrupts the call, which then has this outcome unless it ends before. */
  synchronized void stop(Outcome outcome) {
    stopped = outcome;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** The user gave up; what the tool did until then stands. */
  void cancel() {
    stop(
        new Outcome.Fault(
            new Failure(
                Failure.CANCELLED, "interrupted while it ran; it may have done part of its work"),
            null));
  }

  /** Its time is over. */
  void timeOut(String reason) {
    stop(lost(Failure.TIMED_OUT, reason));
  }

  private Outcome outcome(Tools tools) {
    synchronized (this) {
      if (stopped != null) {
        return stopped;
      }
      thread = Thread.currentThread();
    }
    try {
      return outcome(tools.call(invocation));
    } catch (NotSent e) {
      return whyNotSent(e);
    } catch (InterruptedException e) {
      return whyStopped();
    } catch (RuntimeException e) {
      log.error("Calling {} failed", invocation.tool(), e);
      return lost("internal-error", "the orchestrator failed while it made the call");
    } finally {
      synchronized (this) {
        thread = null;
        Thread.interrupted();
      }
    }
  }

  private synchronized Outcome whyStopped() {
    return stopped == null ? lost(Failure.CANCELLED, "the call was interrupted") : stopped;
  }

  private synchronized Outcome whyNotSent(NotSent waiting) {
    Failure failure =
        stopped instanceof Outcome.Fault fault
            ? fault.failure()
            : new Failure(
                Failure.TIMED_OUT,
                stopped instanceof Outcome.Unknown unknown ? unknown.reason() : "interrupted");
    String detail = failure.detail() + "; the call never left: " + waiting.getMessage();
    return new Outcome.Fault(new Failure(failure.code(), detail), null, true);
  }

  private Outcome outcome(ToolAnswer answer) {
    return switch (answer) {
      case ToolAnswer.Answered answered ->
          answered.failed()
              ? new Outcome.Fault(
                  new Failure(Failure.TOOL_ERROR, detail(answered.result())), answered.result())
              : new Outcome.Success(answered.result());
      case ToolAnswer.Refused refused ->
          new Outcome.Fault(new Failure(refused.code(), refused.detail()), null, true);
      case ToolAnswer.Lost lost -> lost("tool-failed", lost.reason());
      case ToolAnswer.TimedOut late -> lost(Failure.TIMED_OUT, late.reason());
    };
  }

  private Outcome lost(String code, String reason) {
    return invocation.repeatable()
        ? new Outcome.Fault(new Failure(code, reason), null)
        : new Outcome.Unknown(reason);
  }

  private static String detail(StepResult result) {
    String text = result.text().isBlank() ? "the tool reported a failure" : result.text();
    return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL) + "…";
  }
}
