package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.DryRunReport.StepReport;
import io.aios.orchestrator.domain.Plan;
import java.util.List;

/** A request that may run. */
record CheckedCommand(Plan plan, CompiledPlan compiled, List<StepReport> reports) {}
