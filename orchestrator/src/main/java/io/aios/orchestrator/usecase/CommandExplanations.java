package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.Options;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Principal;
import java.util.TreeSet;

/** What the events of a whole command, and of its undoing, tell about decisions. */
final class CommandExplanations {
  private static final String LIMIT = "limit";
  private static final String END = "end";
  private static final String UNDO = "undo";

  private CommandExplanations() {}

  static void explain(CommandEvent event, Findings findings) {
    switch (event) {
      case CommandEvent.StepEvent step ->
          throw new IllegalArgumentException("An event of step " + step.step());
      case CommandEvent.UndoEvent undo -> undo(undo, findings.of(undo.step()));
      case CommandEvent.CommandAccepted accepted -> accepted(accepted, findings);
      case CommandEvent.CommandResumed resumed ->
          findings.tells("lease", "An orchestrator took it over and goes on with it");
      case CommandEvent.CommandCancelRequested cancel ->
          findings.tells("cancel", "Cancelled by " + cancel.by());
      case CommandEvent.CommandSucceeded end ->
          findings.passes(
              END,
              end.output() == null
                  ? "Every step is done"
                  : "Every step is done and the output is computed");
      case CommandEvent.CommandFailed end ->
          findings.refuses(END, end.failure().code() + ": " + end.failure().detail());
      case CommandEvent.CommandCancelled end -> findings.refuses(END, "Cancelled on request");
      case CommandEvent.CommandOutcomeUnknown end -> findings.refuses(END, end.reason());
      case CommandEvent.CommandUndoRequested undo ->
          findings.tells(
              UNDO, "To be undone for %s, with the grants of theirs".formatted(who(undo.by())));
      case CommandEvent.CommandUndone undone ->
          findings.tells(END, undone.complete() ? "Nothing stays done" : "Some calls stay done");
    }
  }

  private static void accepted(CommandEvent.CommandAccepted accepted, Findings findings) {
    Principal principal = accepted.principal();
    Plan plan = accepted.plan();
    Options options = accepted.options();
    findings.passes(
        "identity",
        "%s, granted %s"
            .formatted(who(principal), String.join(" ", new TreeSet<>(principal.grants()))));
    findings.passes(
        "plan",
        plan.call()
            ? "One call: tool, permission and arguments were checked before it was accepted"
            : ("%s of %d steps: tools, permissions, expressions and what was known of arguments"
                    + " were checked before it was accepted")
                .formatted(
                    plan.name() == null ? "A plan" : "The plan " + plan.name(),
                    plan.steps().size()));
    findings.tells(
        LIMIT,
        "It has %s; when places are few, priority %d%s"
            .formatted(
                seconds(options.timeout()),
                options.priority(),
                options.depth() == 0 ? "" : "; it is inside of " + options.depth() + " plans"));
    if (options.idempotencyKey() != null) {
      findings.tells(
          "idempotency",
          "The same request with the key '%s' gets this command's answer"
              .formatted(options.idempotencyKey()));
    }
  }

  private static void undo(CommandEvent.UndoEvent event, Findings findings) {
    switch (event) {
      case CommandEvent.StepUndoStarted start ->
          findings.tells(
              UNDO,
              "The call that undoes it is made"
                  + (start.repeatable() ? ", again if its answer gets lost" : ", once"));
      case CommandEvent.StepUndone done -> findings.passes(UNDO, "It is undone");
      case CommandEvent.StepNotUndone not ->
          findings.refuses(UNDO, not.failure().code() + ": " + not.failure().detail());
      case CommandEvent.StepUndoOutcomeUnknown unknown -> findings.refuses(UNDO, unknown.reason());
    }
  }

  private static String who(Principal principal) {
    return principal.subject() + " through " + principal.client();
  }

  static String seconds(java.time.Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
