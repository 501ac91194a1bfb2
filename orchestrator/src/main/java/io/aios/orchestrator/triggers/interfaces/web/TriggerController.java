package io.aios.orchestrator.triggers.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.triggers.FiringList;
import io.aios.contracts.triggers.TriggerList;
import io.aios.contracts.triggers.TriggerRequest;
import io.aios.contracts.triggers.TriggerView;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.triggers.usecase.ChangeTriggers;
import io.aios.orchestrator.triggers.usecase.OwnTriggers;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's scheduled and triggered commands. */
@RestController
@RequestMapping("/api/v1/triggers")
final class TriggerController {
  private static final int MAX_PAGE = 200;

  private final ChangeTriggers change;
  private final OwnTriggers own;

  TriggerController(ChangeTriggers change, OwnTriggers own) {
    this.change = change;
    this.own = own;
  }

  @PostMapping
  ResponseEntity<TriggerView> create(CallerIdentity caller, @RequestBody TriggerRequest request) {
    TriggerView view = change.create(principal(caller), request);
    return ResponseEntity.created(URI.create("/api/v1/triggers/" + view.id())).body(view);
  }

  @GetMapping
  TriggerList list(CallerIdentity caller) {
    return new TriggerList(own.list(principal(caller)));
  }

  @GetMapping("/{id}")
  TriggerView view(CallerIdentity caller, @PathVariable UUID id) {
    return own.view(principal(caller), id);
  }

  @PutMapping("/{id}")
  TriggerView replace(
      CallerIdentity caller, @PathVariable UUID id, @RequestBody TriggerRequest request) {
    return change.replace(principal(caller), id, request);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(CallerIdentity caller, @PathVariable UUID id) {
    change.delete(principal(caller), id);
  }

  @PostMapping("/{id}/enable")
  TriggerView enable(CallerIdentity caller, @PathVariable UUID id) {
    return change.enable(principal(caller), id);
  }

  @PostMapping("/{id}/disable")
  TriggerView disable(CallerIdentity caller, @PathVariable UUID id) {
    return change.disable(principal(caller), id);
  }

  @PostMapping("/{id}/fire")
  ResponseEntity<TriggerView> fire(CallerIdentity caller, @PathVariable UUID id) {
    change.fire(principal(caller), id);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/triggers/" + id + "/history"))
        .body(own.view(principal(caller), id));
  }

  @GetMapping("/{id}/history")
  FiringList history(
      CallerIdentity caller, @PathVariable UUID id, @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "'limit' is " + limit + "; it has to be 1 to " + MAX_PAGE);
    }
    return new FiringList(own.history(principal(caller), id, limit));
  }

  private static Principal principal(CallerIdentity caller) {
    return new Principal(caller.subject(), caller.client(), caller.grants());
  }
}
