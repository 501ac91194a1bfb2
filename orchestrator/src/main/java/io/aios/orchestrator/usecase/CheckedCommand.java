package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.DryRunReport.StepReport;
import io.aios.orchestrator.domain.Plan;
import java.util.List;
import java.util.Map;

/**
 * A request that may run.
 *
 * @param tools of its steps
 */
record CheckedCommand(
    Plan plan,
    CompiledPlan compiled,
    List<StepReport> reports,
    Map<String, ToolDescriptor> tools) {}
