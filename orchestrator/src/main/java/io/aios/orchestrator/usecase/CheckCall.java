package io.aios.orchestrator.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tools.ToolPermission;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.ArgumentSchemas.Violation;
import io.aios.platform.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks one call: the tool is there, the caller may use it, the arguments match. */
@Component
final class CheckCall {
  private final Tools tools;
  private final ArgumentSchemas schemas;

  CheckCall(Tools tools, ArgumentSchemas schemas) {
    this.tools = tools;
    this.schemas = schemas;
  }

  /**
   * @param step of a plan, null for a single call
   * @throws Problem {@code UNKNOWN_TOOL}, {@code PERMISSION_DENIED}
   */
  ToolDescriptor permitted(Principal principal, String name, @Nullable String step) {
    ToolDescriptor tool =
        tools
            .find(name)
            .orElseThrow(
                () ->
                    about(step, new Problem(ProblemType.UNKNOWN_TOOL, "No tool '" + name + "'"))
                        .with("tool", name));
    ToolPermission permission = tool.permission();
    if (!permission.grantedBy(principal.grants())) {
      String detail = "Tool '" + name + "' needs the permission '" + permission + "'";
      throw about(step, new Problem(ProblemType.PERMISSION_DENIED, detail))
          .with("tool", name)
          .with("permission", permission.toString());
    }
    return tool;
  }

  /**
   * Checks what is known of the arguments.
   *
   * @throws Problem {@code SCHEMA_VIOLATION} with the JSON Pointer into the arguments
   */
  void matches(ToolDescriptor tool, Template arguments, @Nullable String step) {
    List<Violation> violations =
        schemas.check(tool.inputSchema(), arguments.arguments(), arguments.unknown());
    if (!violations.isEmpty()) {
      throw about(step, new Problem(ProblemType.SCHEMA_VIOLATION, detail(tool, violations)))
          .with("tool", tool.name())
          .with("pointer", violations.getFirst().pointer())
          .with("violations", violations);
    }
  }

  static String detail(ToolDescriptor tool, List<Violation> violations) {
    Violation first = violations.getFirst();
    String where = first.pointer().isEmpty() ? "the arguments" : first.pointer();
    return "Tool '%s' does not take %s: %s".formatted(tool.name(), where, first.message());
  }

  private static Problem about(@Nullable String step, Problem problem) {
    return step == null ? problem : problem.with("step", step);
  }
}
