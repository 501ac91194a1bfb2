package io.aios.orchestrator.triggers.interfaces.web;

import static io.aios.orchestrator.triggers.interfaces.web.TriggerController.principal;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.triggers.FiringList;
import io.aios.contracts.triggers.TriggerView;
import io.aios.orchestrator.triggers.usecase.FireTrigger;
import io.aios.orchestrator.triggers.usecase.OwnTriggers;
import io.aios.orchestrator.triggers.usecase.SwitchTrigger;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether a trigger fires, that it does so now, and how it did. */
@RestController
@RequestMapping(TriggerRoutes.PATH + "/{id}")
final class FiringController {
  private static final int MAX_PAGE = 200;

  private final SwitchTrigger switches;
  private final FireTrigger fire;
  private final OwnTriggers own;

  FiringController(SwitchTrigger switches, FireTrigger fire, OwnTriggers own) {
    this.switches = switches;
    this.fire = fire;
    this.own = own;
  }

  @PostMapping("/enable")
  TriggerView enable(CallerIdentity caller, @PathVariable UUID id) {
    return switches.enable(principal(caller), id);
  }

  @PostMapping("/disable")
  TriggerView disable(CallerIdentity caller, @PathVariable UUID id) {
    return switches.disable(principal(caller), id);
  }

  @PostMapping("/fire")
  ResponseEntity<TriggerView> fire(CallerIdentity caller, @PathVariable UUID id) {
    fire.fire(principal(caller), id);
    return ResponseEntity.accepted()
        .location(URI.create(TriggerRoutes.PATH + "/" + id + "/history"))
        .body(own.view(principal(caller), id));
  }

  @GetMapping("/history")
  FiringList history(
      CallerIdentity caller, @PathVariable UUID id, @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "'limit' is " + limit + "; it has to be 1 to " + MAX_PAGE);
    }
    return new FiringList(own.history(principal(caller), id, limit));
  }
}
