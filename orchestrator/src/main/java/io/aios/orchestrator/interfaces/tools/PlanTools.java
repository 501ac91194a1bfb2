package io.aios.orchestrator.interfaces.tools;

import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolCatalog;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.orchestrator.usecase.PlanRendering;
import io.aios.orchestrator.usecase.ReadPlans;
import io.aios.orchestrator.usecase.SavedPlan;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.tools.ToolMeta;
import java.time.Duration;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Each saved plan as a tool {@code plan_<name>}, always in its newest version. */
@Component
final class PlanTools implements ToolCatalog {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String GATEWAY = "gateway";

  private final ReadPlans plans;
  private final PlanCall calls;

  PlanTools(ReadPlans plans, PlanCall calls) {
    this.plans = plans;
    this.calls = calls;
  }

  @Override
  public List<ToolDescriptor> list(McpExchange exchange) {
    permitted(exchange, "tools:list");
    return plans.newest().stream().map(PlanTools::descriptor).toList();
  }

  @Override
  public CallToolResult call(String name, ObjectNode arguments, McpExchange exchange) {
    CallerIdentity caller = permitted(exchange, "tool:" + name);
    if (!name.startsWith(PlanRendering.PREFIX)) {
      throw McpError.invalidParams("Unknown tool '" + name + "'");
    }
    return calls.call(caller, name.substring(PlanRendering.PREFIX.length()), arguments, exchange);
  }

  private static CallerIdentity permitted(McpExchange exchange, String scope) {
    if (!(exchange.principal() instanceof Authentication authentication)) {
      throw McpError.unauthenticated("The request carries no access token");
    }
    CallerIdentity caller = CallerIdentity.of(authentication);
    if (!caller.scopes().contains(scope) || !caller.issuedBy(GATEWAY)) {
      throw McpError.insufficientScope(scope);
    }
    return caller;
  }

  private static ToolDescriptor descriptor(SavedPlan plan) {
    String name = PlanRendering.PREFIX + plan.name();
    ObjectNode tool = McpJson.object().put("name", name).put("title", "Plan " + plan.name());
    tool.put("description", plan.description());
    tool.set("inputSchema", McpJson.MAPPER.valueToTree(plan.inputSchema()));
    if (plan.output() != null && plan.outputSchema() != null) {
      tool.set("outputSchema", McpJson.MAPPER.valueToTree(plan.outputSchema()));
    }
    boolean reads = plan.risk() == Risk.READ;
    tool.putObject("annotations")
        .put("readOnlyHint", reads)
        .put("destructiveHint", plan.risk() == Risk.DESTRUCTIVE)
        .put("idempotentHint", reads)
        .put("openWorldHint", plan.risk() == Risk.EXTERNAL);
    tool.putObject("_meta")
        .put(ToolMeta.RISK, plan.risk().wireName())
        .put(ToolMeta.PERMISSION, ToolPermission.of(name, plan.risk()).toString())
        .put(ToolMeta.IDEMPOTENT, reads)
        .put(ToolMeta.TIMEOUT_SECONDS, LIMIT.toSeconds())
        .put(ToolMeta.UNDO, "as far as its steps can be undone: undo the command that it runs as");
    return new ToolDescriptor(tool);
  }
}
