package io.aios.orchestrator.interfaces.web;

import io.aios.contracts.commands.CommandMode;
import io.aios.contracts.commands.CommandPage;
import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.commands.CommandStatus;
import io.aios.contracts.commands.CommandView;
import io.aios.contracts.commands.UndoReport;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.CancelCommand;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.CommandRendering;
import io.aios.orchestrator.usecase.CommandViews;
import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import io.aios.orchestrator.usecase.OrchestratorProperties;
import io.aios.orchestrator.usecase.ReadCommands;
import io.aios.orchestrator.usecase.Submission;
import io.aios.orchestrator.usecase.SubmitCommand;
import io.aios.orchestrator.usecase.UndoCommand;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Submits, shows and cancels commands. */
@RestController
@RequestMapping("/api/v1/commands")
final class CommandController {
  private static final int MAX_PAGE = 200;

  private final SubmitCommand submit;
  private final ReadCommands read;
  private final CancelCommand cancel;
  private final UndoCommand undo;
  private final Duration syncWait;

  CommandController(
      SubmitCommand submit,
      ReadCommands read,
      CancelCommand cancel,
      UndoCommand undo,
      OrchestratorProperties properties) {
    this.submit = submit;
    this.read = read;
    this.cancel = cancel;
    this.undo = undo;
    this.syncWait = properties.syncWait();
  }

  @PostMapping
  ResponseEntity<?> submit(CallerIdentity caller, @RequestBody CommandRequest request)
      throws InterruptedException {
    Principal principal = principal(caller);
    return switch (submit.submit(principal, request)) {
      case Submission.DryRun dryRun -> ResponseEntity.ok(dryRun.report());
      case Submission.Repeated repeated -> stored(principal, repeated.id());
      case Submission.Accepted accepted ->
          request.mode() == CommandMode.ASYNC
              ? pointer(CommandRendering.view(accepted.history()))
              : awaited(principal, accepted);
    };
  }

  /**
   * @param version how many events it had at the moment asked for; all when absent
   */
  @GetMapping("/{id}")
  CommandView view(
      CallerIdentity caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Long version) {
    return version == null
        ? read.view(principal(caller), id)
        : read.view(principal(caller), id, version);
  }

  @GetMapping
  CommandPage list(
      CallerIdentity caller,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable UUID before,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "'limit' is " + limit + "; it has to be 1 to " + MAX_PAGE);
    }
    return read.list(
        principal(caller), new CommandViews.Query(null, status(status), before, limit));
  }

  @PostMapping("/{id}/cancel")
  ResponseEntity<CommandView> cancel(CallerIdentity caller, @PathVariable UUID id) {
    CommandView view = CommandRendering.view(cancel.cancel(principal(caller), id));
    return view.status().isFinal() ? ResponseEntity.ok(view) : pointer(view);
  }

  @GetMapping("/{id}/undo")
  UndoReport undoReport(CallerIdentity caller, @PathVariable UUID id) {
    return undo.report(principal(caller), id);
  }

  @PostMapping("/{id}/undo")
  ResponseEntity<CommandView> undo(CallerIdentity caller, @PathVariable UUID id) {
    CommandView view = CommandRendering.view(undo.undo(principal(caller), id));
    return view.status().isFinal() ? ResponseEntity.ok(view) : pointer(view);
  }

  static Principal principal(CallerIdentity caller) {
    return new Principal(caller.subject(), caller.client(), caller.grants());
  }

  private ResponseEntity<CommandView> awaited(Principal principal, Submission.Accepted accepted)
      throws InterruptedException {
    try {
      CommandHistory history = accepted.ended().get(syncWait.toMillis(), TimeUnit.MILLISECONDS);
      CommandView view = CommandRendering.view(history);
      return view.status().isFinal() ? ResponseEntity.ok(view) : pointer(view);
    } catch (TimeoutException | ExecutionException goesOn) {
      return pointer(present(principal, accepted));
    }
  }

  /** What was accepted is never refused, even if the store went away since. */
  private CommandView present(Principal principal, Submission.Accepted accepted) {
    try {
      return read.view(principal, accepted.id());
    } catch (StoreUnavailable away) {
      return CommandRendering.view(accepted.history());
    }
  }

  private ResponseEntity<CommandView> stored(Principal principal, UUID id) {
    CommandView view = read.view(principal, id);
    if (!view.status().isFinal()) {
      throw new Problem(
              ProblemType.CONFLICT, "The command of this idempotency key still runs: " + id)
          .header("Location", SubmitCommand.location(id));
    }
    return ResponseEntity.ok().header("Idempotent-Replayed", "true").body(view);
  }

  private static ResponseEntity<CommandView> pointer(CommandView view) {
    return ResponseEntity.accepted()
        .location(URI.create(SubmitCommand.location(view.id())))
        .body(view);
  }

  private static @Nullable CommandStatus status(@Nullable String name) {
    if (name == null) {
      return null;
    }
    try {
      return CommandStatus.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemType.MALFORMED_REQUEST, "No status is called '" + name + "'");
    }
  }
}
