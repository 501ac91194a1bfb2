package io.aios.orchestrator.usecase;

import io.aios.orchestrator.usecase.Expressions.Expression;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Arguments with expressions in their strings.
 *
 * @param arguments as they were written
 * @param holes the strings that hold expressions, by JSON Pointer
 */
record Template(ObjectNode arguments, Map<String, List<Part>> holes) {

  /**
   * @throws ExpressionError naming the place
   */
  static Template compile(ObjectNode arguments, Expressions.Scope scope) {
    Map<String, List<Part>> holes = new LinkedHashMap<>();
    collect(arguments, JsonPointer.empty(), scope, holes);
    return new Template(arguments, holes);
  }

  /** Arguments that are what they are. */
  static Template literal(ObjectNode arguments) {
    return new Template(arguments, Map.of());
  }

  boolean isLiteral() {
    return holes.isEmpty();
  }

  /** Pointers of the values that are not known before the earlier steps have ended. */
  Set<String> unknown() {
    return holes.entrySet().stream()
        .filter(hole -> hole.getValue().stream().anyMatch(part -> part instanceof Part.Computed))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  Set<String> references() {
    return holes.values().stream()
        .flatMap(List::stream)
        .flatMap(part -> part.references().stream())
        .collect(Collectors.toSet());
  }

  /**
   * The arguments with every expression replaced by its value.
   *
   * @throws ExpressionError naming the place
   */
  ObjectNode render(Known known) {
    if (isLiteral()) {
      return arguments;
    }
    ObjectNode rendered = arguments.deepCopy();
    holes.forEach((pointer, parts) -> set(rendered, pointer, value(pointer, parts, known)));
    return rendered;
  }

  private static JsonNode value(String pointer, List<Part> parts, Known known) {
    try {
      if (parts.size() == 1) {
        return parts.getFirst().value(known);
      }
      return StringNode.valueOf(
          parts.stream()
              .map(part -> part.value(known))
              .map(value -> value.isString() ? value.stringValue() : value.toString())
              .collect(Collectors.joining()));
    } catch (ExpressionError e) {
      throw new ExpressionError("at " + pointer + ": " + e.getMessage());
    }
  }

  private static void set(JsonNode root, String pointer, JsonNode value) {
    JsonPointer at = JsonPointer.compile(pointer);
    JsonNode parent = root.at(at.head());
    JsonPointer last = at.last();
    if (parent.isArray()) {
      parent.asArray().set(last.getMatchingIndex(), value);
    } else {
      parent.asObject().set(last.getMatchingProperty(), value);
    }
  }

  private static void collect(
      JsonNode node, JsonPointer at, Expressions.Scope scope, Map<String, List<Part>> holes) {
    if (node.isObject()) {
      node.forEachEntry((name, value) -> collect(value, at.appendProperty(name), scope, holes));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), at.appendIndex(i), scope, holes);
      }
    } else if (node.isString() && node.stringValue().contains("${")) {
      try {
        holes.put(at.toString(), parse(node.stringValue(), scope));
      } catch (ExpressionError e) {
        throw new ExpressionError("at " + at + ": " + e.getMessage());
      }
    }
  }

  private static List<Part> parse(String text, Expressions.Scope scope) {
    List<Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$${", at)) {
        plain.append("${");
        at += 3;
      } else if (text.startsWith("${", at)) {
        int end = ExpressionEnd.of(text, at + 2);
        addPlain(parts, plain);
        parts.add(new Part.Computed(scope.compile(text.substring(at + 2, end))));
        at = end + 1;
      } else {
        plain.append(text.charAt(at++));
      }
    }
    addPlain(parts, plain);
    return parts;
  }

  private static void addPlain(List<Part> parts, StringBuilder plain) {
    if (!plain.isEmpty()) {
      parts.add(new Part.Plain(plain.toString()));
      plain.setLength(0);
    }
  }

  /** A piece of a string. */
  sealed interface Part {
    JsonNode value(Known known);

    Set<String> references();

    record Plain(String text) implements Part {
      @Override
      public JsonNode value(Known known) {
        return StringNode.valueOf(text);
      }

      @Override
      public Set<String> references() {
        return Set.of();
      }
    }

    record Computed(Expression expression) implements Part {
      @Override
      public JsonNode value(Known known) {
        return expression.evaluate(known);
      }

      @Override
      public Set<String> references() {
        return expression.references();
      }
    }
  }
}
