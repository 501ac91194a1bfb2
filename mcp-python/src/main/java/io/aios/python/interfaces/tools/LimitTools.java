package io.aios.python.interfaces.tools;

import io.aios.platform.tools.Tool;
import io.aios.python.usecase.PythonProperties;
import io.aios.python.usecase.SelfTest;
import org.springframework.stereotype.Component;

/** Tools that say what binds the others. */
@Component
class LimitTools {
  private final PythonProperties properties;
  private final SelfTest selfTest;

  LimitTools(PythonProperties properties, SelfTest selfTest) {
    this.properties = properties;
    this.selfTest = selfTest;
  }

  record LimitsAnswer(
      long timeoutSeconds,
      long maxTimeoutSeconds,
      long memoryBytes,
      int processes,
      long cpuSeconds,
      long fileBytes,
      long workspaceBytes,
      long outputBytes,
      int figures,
      long figureBytes,
      int sessionsPerCaller,
      long sessionIdleSeconds,
      long sessionLifetimeSeconds,
      boolean network) {}

  @Tool(
      name = "python_get_limits",
      title = "Get limits",
      description =
          "Time, memory, size and number limits on code and sessions. Only the operator can change"
              + " them.")
  LimitsAnswer limits() {
    return new LimitsAnswer(
        properties.timeout().toSeconds(),
        properties.maxTimeout().toSeconds(),
        properties.memory().toBytes(),
        properties.processes(),
        properties.cpuTime().toSeconds(),
        properties.fileSize().toBytes(),
        properties.workspaceSize().toBytes(),
        properties.output().toBytes(),
        properties.figures(),
        properties.figureSize().toBytes(),
        properties.sessionsPerCaller(),
        properties.sessionIdle().toSeconds(),
        properties.sessionLifetime().toSeconds(),
        properties.network());
  }

  @Tool(
      name = "python_selftest_sandbox",
      title = "Test the sandbox",
      description =
          "What a program that ran in the sandbox proved about it (no network, no host files, no"
              + " privilege), or why Python cannot be run here and what to do.")
  SelfTest.Report selfTest() {
    return selfTest.run();
  }
}
