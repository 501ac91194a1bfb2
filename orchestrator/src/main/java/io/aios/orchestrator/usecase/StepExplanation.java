package io.aios.orchestrator.usecase;

import io.aios.contracts.tools.ToolPermission;
import io.aios.orchestrator.domain.Approval;
import io.aios.orchestrator.domain.CallNotes;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Items;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.domain.StepRules;
import io.aios.orchestrator.domain.StepState;
import io.aios.orchestrator.domain.Undo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the events of a command's steps tell about decisions. */
final class StepExplanation {
  private static final String APPROVAL = "approval";
  private static final String CONDITION = "condition";
  private static final String RETRY = "retry";
  private static final String TOOL = "tool";

  private final CommandEvent.CommandAccepted accepted;
  private final Tools tools;

  StepExplanation(CommandEvent.CommandAccepted accepted, Tools tools) {
    this.accepted = accepted;
    this.tools = tools;
  }

  /**
   * @param before the command's state before the event
   */
  void explain(CommandEvent.StepEvent event, CommandState before, Findings all) {
    Findings findings = all.of(event.step());
    Step step = accepted.plan().step(event.step());
    StepState state = before instanceof Running running ? running.steps().get(event.step()) : null;
    switch (event) {
      case CommandEvent.StepFannedOut fanned -> fannedOut(fanned, step, findings);
      case CommandEvent.StepGathered gathered -> findings.passes("list", "Every item is done");
      case CommandEvent.StepApprovalRequested asked -> {
        condition(event, step, findings);
        findings.tells(APPROVAL, demand(asked.demand()));
      }
      case CommandEvent.StepApproved approved ->
          findings.passes(
              APPROVAL,
              "%s agreed%s"
                  .formatted(
                      approved.by(), approved.arguments() == null ? "" : " to other arguments"));
      case CommandEvent.StepStarted start -> started(start, step, state, findings);
      case CommandEvent.StepRetryScheduled retry -> retry(retry, step, findings);
      case CommandEvent.StepSucceeded done -> {
        notes(done.result(), findings);
        findings.passes(TOOL, "It answered" + took(state, done.at()));
        undo(done.result(), findings);
      }
      case CommandEvent.StepFailed failed -> failed(failed, step, state, findings);
      case CommandEvent.StepSkipped skipped ->
          findings.refuses(
              CONDITION, skipped.reason() + (step.when() == null ? "" : ": " + step.when()));
      case CommandEvent.StepOutcomeUnknown unknown ->
          findings.refuses(
              TOOL,
              unknown.reason()
                  + "; the call may have had its effect, and its tool does not bear a second one");
    }
  }

  /** A list has one condition for all of its items. */
  private static void condition(CommandEvent.StepEvent event, Step step, Findings findings) {
    if (step.when() != null && Items.indexOf(event.step()) < 0) {
      findings.passes(CONDITION, "It is true: " + step.when());
    }
  }

  private static void fannedOut(CommandEvent.StepFannedOut fanned, Step step, Findings findings) {
    condition(fanned, step, findings);
    StepRules.ForEach rule = step.rules().forEach();
    findings.tells(
        "list",
        "It is run for %d items%s"
            .formatted(
                fanned.count(),
                rule == null
                    ? ""
                    : ", %d at a time; the limit is %d".formatted(rule.parallel(), rule.limit())));
  }

  private static String demand(Approval.Demand demand) {
    return "The rule '%s' asks for %d approval%s with the grant %s%s, until %s"
        .formatted(
            demand.rule(),
            demand.approvers(),
            demand.approvers() == 1 ? "" : "s",
            demand.grant(),
            demand.fourEyes() ? ", not by whom it runs for" : "",
            demand.expiresAt());
  }

  private void started(
      CommandEvent.StepStarted start, Step step, @Nullable StepState state, Findings findings) {
    if (start.attempt() > 1 || state instanceof StepState.Started) {
      StepRules.Retry retry = step.rules().retry();
      findings.tells(
          RETRY,
          "Call number " + start.attempt() + (retry == null ? "" : " of " + retry.attempts()));
      return;
    }
    if (state instanceof StepState.Pending) {
      condition(start, step, findings);
      findings.passes(APPROVAL, "No rule asked for approval");
    }
    Optional<ToolDescriptor> tool = tools.find(step.tool());
    tool.ifPresent(found -> permission(found.permission(), findings));
    Duration timeout = step.rules().timeout();
    findings.tells(
        "route",
        "Through the gateway to the server '%s'%s; %s"
            .formatted(
                ToolServers.of(step.tool()),
                timeout == null ? "" : ", for " + CommandExplanations.seconds(timeout) + " at most",
                start.repeatable()
                    ? "a lost answer is asked for again"
                    : "it is sent once, since a second call could do harm"));
  }

  private void permission(ToolPermission permission, Findings findings) {
    accepted.principal().grants().stream()
        .filter(grant -> permission.grantedBy(Set.of(grant)))
        .sorted()
        .findFirst()
        .ifPresentOrElse(
            grant ->
                findings.passes(
                    "permission", "It needs %s, which %s grants".formatted(permission, grant)),
            () ->
                findings.tells(
                    "permission",
                    "It needs %s today, which the command was not granted".formatted(permission)));
  }

  private static void retry(CommandEvent.StepRetryScheduled retry, Step step, Findings findings) {
    StepRules.Retry rule = step.rules().retry();
    findings.tells(
        RETRY,
        "%s: %s; it is called again at %s%s"
            .formatted(
                retry.failure().code(),
                retry.failure().detail(),
                retry.until(),
                rule == null ? "" : ", " + rule.attempts() + " times at most"));
  }

  private static void failed(
      CommandEvent.StepFailed failed, Step step, @Nullable StepState state, Findings findings) {
    StepResult result = failed.result();
    if (result != null) {
      notes(result, findings);
    }
    Failure failure = failed.failure();
    findings.refuses(
        FailureStages.of(failure),
        "%s%s: %s".formatted(failure.code(), took(state, failed.at()), failure.detail()));
    findings.tells(
        "onError",
        switch (step.rules().onError()) {
          case STOP -> "Nothing more begins";
          case CONTINUE -> "The command goes on; later steps see the error";
          case COMPENSATE -> "Nothing more begins, and what was done is undone";
        });
  }

  private static void notes(StepResult result, Findings findings) {
    CallNotes notes = result.notes();
    if (notes == null) {
      return;
    }
    if (notes.cached()) {
      findings.tells("cache", "The answer of an earlier call was given again; none was made");
    }
    if (notes.tries() > 1) {
      findings.tells(
          RETRY, "The call was sent %d times until it got through".formatted(notes.tries()));
    }
    Map<String, Integer> filtered = new TreeMap<>(notes.filtered());
    if (!filtered.isEmpty()) {
      findings.tells("filter", "The gateway treated parts of the answer: " + filtered);
    }
  }

  private static void undo(StepResult result, Findings findings) {
    switch (result.undo()) {
      case null -> {}
      case Undo.Possible possible -> findings.tells("undo", possible.tool() + " can undo it");
      case Undo.Impossible impossible ->
          findings.tells("undo", "It cannot be undone: " + impossible.reason());
    }
  }

  private static String took(@Nullable StepState state, Instant at) {
    return state instanceof StepState.Started started
        ? " after " + Duration.between(started.at(), at).toMillis() + " ms"
        : "";
  }
}
