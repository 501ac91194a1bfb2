package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandMode;
import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.commands.OnError;
import io.aios.contracts.commands.StepRequest;
import io.aios.contracts.commands.StepRequest.ForEachRequest;
import io.aios.contracts.commands.StepRequest.RetryRequest;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Options;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.domain.StepRules;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs what a command was asked for again, as a new command of the caller: checked anew, with the
 * caller's grants and the tools as they are now.
 */
@Component
public final class ReplayCommand {
  private final ReadCommands read;
  private final Commands commands;
  private final SubmitCommand submit;
  private final JsonMapper json;

  ReplayCommand(ReadCommands read, Commands commands, SubmitCommand submit, JsonMapper json) {
    this.read = read;
    this.commands = commands;
    this.submit = submit;
    this.json = json;
  }

  /**
   * @throws io.aios.platform.web.Problem {@code UNKNOWN_COMMAND}, and what else a command is
   *     refused for
   */
  public Submission replay(Principal caller, UUID id, boolean dryRun) {
    read.requireVisible(caller, id);
    CommandHistory history = commands.find(id).orElseThrow(() -> ReadCommands.unknown(id));
    var accepted = CommandRendering.last(history).accepted();
    return submit.submit(caller, request(accepted.plan(), accepted.options(), dryRun));
  }

  private CommandRequest request(Plan plan, Options options, boolean dryRun) {
    Step first = plan.steps().getFirst();
    Plan.Output output = plan.output();
    return new CommandRequest(
        plan.call() ? first.tool() : null,
        plan.call() ? object(first.arguments()) : null,
        plan.call() ? null : plan.steps().stream().map(this::step).toList(),
        null,
        null,
        value(plan.input()),
        output == null ? null : value(output.template()),
        null,
        null,
        CommandMode.SYNC,
        options.timeout(),
        dryRun,
        options.priority());
  }

  private StepRequest step(Step step) {
    StepRules rules = step.rules();
    return new StepRequest(
        step.id(),
        step.tool(),
        object(step.arguments()),
        List.copyOf(step.needs()),
        step.when(),
        forEach(rules.forEach()),
        retry(rules.retry()),
        rules.timeout(),
        switch (rules.onError()) {
          case STOP -> OnError.STOP;
          case CONTINUE -> OnError.CONTINUE;
          case COMPENSATE -> OnError.COMPENSATE;
        });
  }

  private static @Nullable ForEachRequest forEach(StepRules.@Nullable ForEach rule) {
    return rule == null ? null : new ForEachRequest(rule.items(), rule.limit(), rule.parallel());
  }

  private static @Nullable RetryRequest retry(StepRules.@Nullable Retry rule) {
    return rule == null
        ? null
        : new RetryRequest(rule.attempts(), rule.delay(), rule.multiplier(), rule.maxDelay());
  }

  private Map<String, Object> object(Json value) {
    return json.readValue(value.text(), new TypeReference<>() {});
  }

  private @Nullable Object value(@Nullable Json value) {
    return value == null ? null : json.readTree(value.text());
  }
}
