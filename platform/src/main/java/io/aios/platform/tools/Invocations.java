package io.aios.platform.tools;

import io.aios.mcp.input.InputRequired;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.RunsAsTask;
import io.aios.mcp.tools.CallToolResult;
import io.aios.platform.telemetry.LogKeys;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.node.ObjectNode;

/** Runs one call from checked caller to answer: arguments, time, budget, failures, metrics. */
final class Invocations {
  private static final Logger log = LoggerFactory.getLogger(Invocations.class);

  private final Deadlines deadlines;
  private final Meter.MeterProvider<Timer> timers;

  Invocations(Deadlines deadlines, MeterRegistry metrics) {
    this.deadlines = deadlines;
    this.timers =
        Timer.builder("aios.tool.calls")
            .description("Calls of tools by how they ended")
            .withRegistry(metrics);
  }

  private record Ended(Outcome outcome, CallToolResult result) {}

  CallToolResult run(
      RegisteredTool tool, ObjectNode arguments, Caller caller, McpExchange exchange) {
    ActiveCall call = new ActiveCall(caller, exchange, Deadlines.limit(tool.limit(), exchange));
    Future<?> deadline = deadlines.watch(call);
    Ended ended;
    try {
      ended = attempt(tool, arguments, call);
    } finally {
      deadline.cancel(false);
      call.finish();
    }
    timers
        .withTags("tool", tool.name(), "outcome", ended.outcome().tag())
        .record(call.elapsed().toNanos(), TimeUnit.NANOSECONDS);
    return ended.result();
  }

  private static Ended attempt(RegisteredTool tool, ObjectNode arguments, ActiveCall call) {
    try {
      ObjectNode checked = tool.rules().check(arguments);
      CallToolResult result = Undos.add(tool.body().run(checked, call), call.undo());
      return new Ended(result.isError() ? Outcome.FAILED : Outcome.OK, result);
    } catch (InputRequired | RunsAsTask notYet) {
      // No end of the call, but of this round: the server asks, or runs it again as a task.
      throw notYet;
    } catch (Exception failure) {
      return failed(tool, call, failure);
    }
  }

  private static Ended failed(RegisteredTool tool, ActiveCall call, Exception failure) {
    if (call.timedOut()) {
      return new Ended(Outcome.TIMED_OUT, Answers.failure(timeout(tool, call)));
    }
    if (call.cancelled()) {
      ToolFailure gone = new ToolFailure("cancelled", "The caller went away");
      return new Ended(Outcome.CANCELLED, Answers.failure(gone));
    }
    if (failure instanceof ToolFailure expected) {
      return new Ended(Outcome.FAILED, Answers.failure(expected));
    }
    log.error("{} broke", tool.name(), failure);
    return new Ended(Outcome.ERROR, Answers.failure(broken(tool)));
  }

  private static ToolFailure timeout(RegisteredTool tool, ActiveCall call) {
    return new ToolFailure(
        "timed-out",
        tool.name() + " was cancelled at its limit of " + call.limit().toMillis() + " ms",
        "Ask for less at once, or allow more time if the tool's own limit is longer");
  }

  private static ToolFailure broken(RegisteredTool tool) {
    String trace = MDC.get(LogKeys.TRACE_ID);
    return new ToolFailure(
        "internal-error",
        tool.name() + " failed unexpectedly" + (trace == null ? "" : ", trace " + trace),
        "Tell the operator, who finds the cause in the server's log");
  }
}
