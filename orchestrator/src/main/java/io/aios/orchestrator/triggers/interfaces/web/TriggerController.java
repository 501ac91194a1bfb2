package io.aios.orchestrator.triggers.interfaces.web;

import io.aios.contracts.triggers.TriggerList;
import io.aios.contracts.triggers.TriggerRequest;
import io.aios.contracts.triggers.TriggerView;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.triggers.usecase.CreateTrigger;
import io.aios.orchestrator.triggers.usecase.DeleteTrigger;
import io.aios.orchestrator.triggers.usecase.OwnTriggers;
import io.aios.orchestrator.triggers.usecase.ReplaceTrigger;
import io.aios.platform.security.CallerIdentity;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's scheduled and triggered commands. */
@RestController
@RequestMapping(TriggerRoutes.PATH)
final class TriggerController {
  private final CreateTrigger create;
  private final ReplaceTrigger replace;
  private final DeleteTrigger delete;
  private final OwnTriggers own;

  TriggerController(
      CreateTrigger create, ReplaceTrigger replace, DeleteTrigger delete, OwnTriggers own) {
    this.create = create;
    this.replace = replace;
    this.delete = delete;
    this.own = own;
  }

  @PostMapping
  ResponseEntity<TriggerView> create(CallerIdentity caller, @RequestBody TriggerRequest request) {
    TriggerView view = create.create(principal(caller), request);
    return ResponseEntity.created(URI.create(TriggerRoutes.PATH + "/" + view.id())).body(view);
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
    return replace.replace(principal(caller), id, request);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(CallerIdentity caller, @PathVariable UUID id) {
    delete.delete(principal(caller), id);
  }

  static Principal principal(CallerIdentity caller) {
    return new Principal(caller.subject(), caller.client(), caller.grants());
  }
}
