package io.aios.orchestrator.triggers.infrastructure.cel;

import dev.cel.runtime.CelRuntime;
import io.aios.orchestrator.triggers.usecase.EventExpressions;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Conditions over events, and strings with {@code ${…}} in commands. */
@Component
final class CelEventExpressions implements EventExpressions {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final CelEvents cel;

  CelEventExpressions(CelEvents cel) {
    this.cel = cel;
  }

  @Override
  public Filter filter(String source) {
    CelRuntime.Program program = cel.condition(source);
    return event -> {
      JsonNode value = cel.evaluate(source, program, event);
      if (!value.isBoolean()) {
        throw new ExpressionError("'" + source + "' gives " + value + ", neither true nor false");
      }
      return value.booleanValue();
    };
  }

  @Override
  public boolean mentionsEvent(JsonNode value) {
    if (value.isString()) {
      return pieces(value.stringValue()).stream()
          .anyMatch(piece -> piece.expression() && cel.mentionsEvent(piece.text()));
    }
    return value.valueStream().anyMatch(this::mentionsEvent);
  }

  @Override
  public JsonNode render(JsonNode value, JsonNode event, boolean literal) {
    return changed(value, text -> text(text, event, literal));
  }

  @Override
  public JsonNode veil(JsonNode value, boolean literal) {
    return changed(value, text -> NODES.stringNode(veiled(text, literal)));
  }

  private static JsonNode changed(JsonNode value, Function<String, JsonNode> strings) {
    return switch (value.getNodeType()) {
      case OBJECT -> {
        ObjectNode object = NODES.objectNode();
        value.forEachEntry((name, member) -> object.set(name, changed(member, strings)));
        yield object;
      }
      case ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        value.forEach(element -> array.add(changed(element, strings)));
        yield array;
      }
      case STRING -> strings.apply(value.stringValue());
      case BOOLEAN, NUMBER, NULL, MISSING, BINARY, POJO -> value;
    };
  }

  private String veiled(String text, boolean literal) {
    StringBuilder veiled = new StringBuilder();
    for (Piece piece : pieces(text)) {
      if (!piece.expression()) {
        veiled.append(piece.text());
      } else if (cel.mentionsEvent(piece.text())) {
        cel.program(piece.text());
        veiled.append("${input}");
      } else {
        veiled.append(literal ? "$${" : "${").append(piece.text()).append('}');
      }
    }
    return veiled.toString();
  }

  private JsonNode text(String text, JsonNode event, boolean literal) {
    List<JsonNode> values =
        pieces(text).stream().map(piece -> piece(piece, event, literal)).toList();
    if (values.size() == 1) {
      return values.getFirst();
    }
    StringBuilder joined = new StringBuilder();
    for (JsonNode value : values) {
      String next = value.isString() ? value.stringValue() : value.toString();
      boolean opens = next.startsWith("{") && !joined.isEmpty();
      if (!literal && opens && joined.charAt(joined.length() - 1) == '$') {
        joined.append('$'); // together they would begin an expression of the plan
      }
      joined.append(next);
    }
    return NODES.stringNode(joined.toString());
  }

  private JsonNode piece(Piece piece, JsonNode event, boolean literal) {
    if (!piece.expression()) {
      return NODES.stringNode(literal ? piece.text().replace("$${", "${") : piece.text());
    }
    if (!cel.mentionsEvent(piece.text())) {
      return NODES.stringNode("${" + piece.text() + "}");
    }
    JsonNode value = cel.evaluate(piece.text(), cel.program(piece.text()), event);
    return literal ? value : escaped(value);
  }

  /** What an event says is data, never an expression of the plan. */
  private static JsonNode escaped(JsonNode value) {
    return changed(value, text -> NODES.stringNode(text.replace("${", "$${")));
  }

  /**
   * @param text of an expression without its braces
   */
  private record Piece(String text, boolean expression) {}

  private List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    int plain = 0;
    int at = text.indexOf("${");
    while (at >= 0) {
      if (at > 0 && text.charAt(at - 1) == '$') {
        at = text.indexOf("${", at + 2);
        continue;
      }
      int end = end(text, at + 2);
      if (at > plain) {
        pieces.add(new Piece(text.substring(plain, at), false));
      }
      pieces.add(new Piece(text.substring(at + 2, end), true));
      plain = end + 1;
      at = text.indexOf("${", plain);
    }
    if (plain < text.length() || pieces.isEmpty()) {
      pieces.add(new Piece(text.substring(plain), false));
    }
    return pieces;
  }

  /** The first closing brace before which an expression is complete. */
  private int end(String text, int from) {
    for (int end = text.indexOf('}', from); end >= 0; end = text.indexOf('}', end + 1)) {
      if (cel.parses(text.substring(from, end))) {
        return end;
      }
    }
    throw new ExpressionError(
        "'" + text.substring(from - 2) + "' holds no complete expression; write $${ for itself");
  }
}
