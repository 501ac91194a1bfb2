package io.aios.orchestrator.interfaces.web;

import io.aios.contracts.commands.CommandExplanation;
import io.aios.contracts.commands.CommandFixture;
import io.aios.contracts.commands.CommandView;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.CommandRendering;
import io.aios.orchestrator.usecase.ExplainCommand;
import io.aios.orchestrator.usecase.ReadCommands;
import io.aios.orchestrator.usecase.ReplayCommand;
import io.aios.orchestrator.usecase.Submission;
import io.aios.orchestrator.usecase.SubmitCommand;
import io.aios.platform.security.CallerIdentity;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a command's history is good for: explaining it, running it again, exporting it. */
@RestController
@RequestMapping("/api/v1/commands")
final class HistoryController {
  private final ReplayCommand replay;
  private final ReadCommands read;
  private final ExplainCommand explain;

  HistoryController(ReplayCommand replay, ReadCommands read, ExplainCommand explain) {
    this.replay = replay;
    this.read = read;
    this.explain = explain;
  }

  @GetMapping("/{id}/explanation")
  CommandExplanation explain(CallerIdentity caller, @PathVariable UUID id) {
    return explain.explain(CommandController.principal(caller), id);
  }

  @PostMapping("/{id}/replay")
  ResponseEntity<?> replay(
      CallerIdentity caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    Principal principal = CommandController.principal(caller);
    return switch (replay.replay(principal, id, dryRun)) {
      case Submission.DryRun report -> ResponseEntity.ok(report.report());
      case Submission.Accepted accepted -> located(CommandRendering.view(accepted.history()));
      case Submission.Repeated repeated -> located(read.view(principal, repeated.id()));
    };
  }

  @GetMapping("/{id}/export")
  CommandFixture export(CallerIdentity caller, @PathVariable UUID id) {
    return read.fixture(CommandController.principal(caller), id);
  }

  private static ResponseEntity<CommandView> located(CommandView view) {
    return ResponseEntity.accepted()
        .location(URI.create(SubmitCommand.location(view.id())))
        .body(view);
  }
}
