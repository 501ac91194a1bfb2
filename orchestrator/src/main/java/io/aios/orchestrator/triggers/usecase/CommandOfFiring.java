package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.commands.CommandMode;
import io.aios.contracts.commands.CommandRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the command that a firing submits. */
@Component
final class CommandOfFiring {
  private final EventExpressions expressions;
  private final JsonMapper json;

  CommandOfFiring(EventExpressions expressions, JsonMapper json) {
    this.expressions = expressions;
    this.json = json;
  }

  /**
   * @param event null when a clock fired
   * @throws io.aios.orchestrator.usecase.Expressions.ExpressionError when the event has not what
   *     the arguments read
   */
  CommandRequest of(UUID firing, CommandRequest command, @Nullable JsonNode event) {
    ObjectNode tree = json.valueToTree(command);
    if (event != null) {
      render(tree, event);
    }
    tree.put("idempotencyKey", Firing.key(firing));
    tree.put("mode", CommandMode.ASYNC.wireName());
    return json.treeToValue(tree, CommandRequest.class);
  }

  private void render(ObjectNode command, JsonNode event) {
    if (command.path("arguments").isObject()) {
      command.set("arguments", expressions.render(command.path("arguments"), event, true));
    }
    if (command.path("input").isObject()) {
      command.set("input", expressions.render(command.path("input"), event, true));
    }
    for (JsonNode step : command.path("steps")) {
      if (step instanceof ObjectNode object && object.path("arguments").isObject()) {
        object.set("arguments", expressions.render(object.path("arguments"), event, false));
      }
    }
  }
}
