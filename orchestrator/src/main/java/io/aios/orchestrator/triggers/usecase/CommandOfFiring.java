package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.commands.CommandMode;
import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.triggers.TriggerRequest;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.util.List;
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
   * @throws ExpressionError when the event has not what the arguments read
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

  /**
   * @throws ExpressionError when a string holds an expression that never ends
   */
  boolean readsEvent(TriggerRequest trigger) {
    return trigger.event() != null
        && expressions.mentionsEvent(json.<JsonNode>valueToTree(trigger.command()));
  }

  /**
   * A plan that may run if the command of any firing may: what the event will say is unknown to it.
   *
   * @throws ExpressionError when an expression has no value for any event
   */
  CommandRequest sample(CommandRequest command) {
    ObjectNode tree = json.valueToTree(command);
    tree.remove("input");
    if (command.tool() != null) {
      JsonNode written = tree.path("arguments");
      JsonNode arguments =
          written.isObject() ? expressions.veil(written, true) : json.createObjectNode();
      tree.remove(List.of("tool", "arguments"));
      tree.putArray("steps")
          .addObject()
          .put("id", "call")
          .put("tool", command.tool())
          .set("arguments", arguments);
    } else {
      for (JsonNode step : tree.path("steps")) {
        if (step instanceof ObjectNode object && object.path("arguments").isObject()) {
          object.set("arguments", expressions.veil(object.path("arguments"), false));
        }
      }
    }
    return json.treeToValue(tree, CommandRequest.class);
  }
}
