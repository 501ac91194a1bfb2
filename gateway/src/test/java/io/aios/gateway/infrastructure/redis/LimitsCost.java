package io.aios.gateway.infrastructure.redis;

import io.aios.contracts.tools.Risk;
import io.aios.gateway.domain.ToolLimits;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.mcp.McpJson;
import io.aios.platform.security.CallerIdentity;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import tools.jackson.databind.JsonNode;

/** Prints what the limits cost a call, with Redis on this machine: for the decision's figures. */
final class LimitsCost {
  private static final int CALLS = 200_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private LimitsCost() {}

  @FunctionalInterface
  private interface Step {
    void run(int n);
  }

  public static void main(String[] args) {
    CallerIdentity caller = TestGateway.newUser();
    CatalogueTool tool = TestGateway.tool("echo_say_text", Risk.READ, ToolLimits.DEFAULT);
    JsonNode[] arguments = new JsonNode[1000];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = McpJson.MAPPER.readTree("{\"text\":\"note " + i + "\",\"times\":1}");
    }
    String[] large = {"quota.user.calls", "1000000000", "quota.user-tool.calls", "1000000000"};
    try (TestGateway gateway =
            TestGateway.with(
                "quota.user.calls", "1000000000",
                "quota.user.daily", "1000000000",
                "quota.user-tool.calls", "1000000000",
                "loops.reads", "1000000000");
        TestGateway eager =
            TestGateway.with(
                large[0], large[1], large[2], large[3], "quota.sync-interval", "1ns")) {
      for (int round = 0; round < 3; round++) {
        time("quotas", CALLS, n -> gateway.quotas.take(caller, tool.charge()));
        time("loops", CALLS, n -> gateway.loops.count(caller, tool, arguments[n % 1000]));
        time("places", CALLS, n -> gateway.running.enter(caller, tool).close());
        time(
            "quotas, told to Redis each time",
            5_000,
            n -> eager.quotas.take(caller, tool.charge()));
      }
    }
    System.exit(0);
  }

  private static void time(String what, int calls, Step step) {
    long start = System.nanoTime();
    long startCpu = THREADS.getCurrentThreadCpuTime();
    for (int n = 0; n < calls; n++) {
      step.run(n);
    }
    System.out.printf(
        "%-34s %7.2f µs, of it on the processor %7.2f%n",
        what,
        (System.nanoTime() - start) / 1e3 / calls,
        (THREADS.getCurrentThreadCpuTime() - startCpu) / 1e3 / calls);
  }
}
