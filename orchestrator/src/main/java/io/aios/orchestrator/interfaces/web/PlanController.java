package io.aios.orchestrator.interfaces.web;

import io.aios.contracts.commands.PlanRequest;
import io.aios.contracts.commands.PlanView;
import io.aios.orchestrator.usecase.PlanRendering;
import io.aios.orchestrator.usecase.ReadPlans;
import io.aios.orchestrator.usecase.SavePlan;
import io.aios.platform.security.CallerIdentity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Saved plans. */
@RestController
@RequestMapping("/api/v1/plans")
final class PlanController {
  private final SavePlan save;
  private final ReadPlans read;

  PlanController(SavePlan save, ReadPlans read) {
    this.save = save;
    this.read = read;
  }

  @GetMapping
  Map<String, List<PlanView>> list() {
    return Map.of("items", read.newest().stream().map(PlanRendering::view).toList());
  }

  @GetMapping("/{name}")
  PlanView view(
      @PathVariable String name, @RequestParam(required = false) @Nullable Integer version) {
    return PlanRendering.view(read.plan(name, version));
  }

  @GetMapping("/{name}/versions")
  Map<String, List<PlanView>> versions(@PathVariable String name) {
    return Map.of("items", read.versions(name).stream().map(PlanRendering::view).toList());
  }

  @PutMapping("/{name}")
  PlanView save(
      CallerIdentity caller, @PathVariable String name, @RequestBody PlanRequest request) {
    return PlanRendering.view(save.save(CommandController.principal(caller), name, request));
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(CallerIdentity caller, @PathVariable String name) {
    save.withdraw(CommandController.principal(caller), name);
  }
}
