package io.aios.launcher.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One suite for all tests that do not change how it runs; stopped after the last test of all. Moves
 * of files wait for approval.
 */
final class SharedSuite implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedSuite.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningSuite.class;
  }

  @Override
  public RunningSuite resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Shared.class, type -> new Shared(), Shared.class)
        .suite;
  }

  private static final class Shared implements AutoCloseable {
    private final RunningSuite suite;

    Shared() {
      try {
        suite =
            RunningSuite.start(
                // Where ExternalServersIT keeps its program.
                "aios: {federation: {stdio: {readable: ROOT/mcp}}}\n",
                "--property",
                "aios.orchestrator.approvals.rules[0].name=moves",
                "--property",
                "aios.orchestrator.approvals.rules[0].tools=sysops_move_file");
      } catch (Exception e) {
        throw new IllegalStateException("The suite does not start", e);
      }
    }

    @Override
    public void close() {
      try {
        suite.stop();
      } catch (Exception e) {
        throw new IllegalStateException("The suite does not stop", e);
      }
    }
  }
}
