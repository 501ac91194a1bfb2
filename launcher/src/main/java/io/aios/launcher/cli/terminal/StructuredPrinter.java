package io.aios.launcher.cli.terminal;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A JSON value for reading: single values as lines, lists of records as tables. */
final class StructuredPrinter {
  private final Terminal terminal;

  StructuredPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(JsonNode value) {
    if (isTable(value)) {
      table(value);
    } else if (value.isObject()) {
      fields(value, "");
    } else if (value.isArray()) {
      value.forEach(each -> terminal.print(cell(each)));
    } else {
      terminal.print(cell(value));
    }
  }

  private void fields(JsonNode object, String indent) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (isTable(value)) {
        terminal.print(indent + field.getKey() + ":");
        table(value);
      } else if (value.isObject() && !value.isEmpty()) {
        terminal.print(indent + field.getKey() + ":");
        fields(value, indent + "  ");
      } else {
        terminal.print(indent + field.getKey() + ": " + cell(value));
      }
    }
  }

  private static boolean isTable(JsonNode value) {
    return value.isArray() && !value.isEmpty() && value.valueStream().allMatch(JsonNode::isObject);
  }

  private void table(JsonNode records) {
    Set<String> columns = new LinkedHashSet<>();
    records.forEach(each -> columns.addAll(each.propertyNames()));
    String[] header = columns.toArray(String[]::new);
    Table table = new Table(header);
    for (JsonNode each : records) {
      String[] cells = new String[header.length];
      for (int column = 0; column < header.length; column++) {
        cells[column] = cell(each.path(header[column]));
      }
      table.row(cells);
    }
    table.lines().forEach(terminal::print);
  }

  private static String cell(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isString() ? value.asString() : value.toString();
  }
}
