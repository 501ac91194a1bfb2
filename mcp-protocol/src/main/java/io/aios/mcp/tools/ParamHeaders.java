package io.aios.mcp.tools;

import io.aios.mcp.McpError;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.server.McpExchange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments that a tool's schema wants repeated in HTTP headers, for whoever routes without reading
 * the body (2026-07-28, {@code x-mcp-header}): {@code Mcp-Param-<name>} holds the argument, or is
 * absent where the argument is absent or null.
 */
public final class ParamHeaders {
  private static final String DECLARATION = "x-mcp-header";
  private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

  /** A token of RFC 9110. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private record Mirror(JsonPointer argument, String header) {}

  private final List<Mirror> mirrors;

  private ParamHeaders(List<Mirror> mirrors) {
    this.mirrors = List.copyOf(mirrors);
  }

  /**
   * @throws IllegalArgumentException if a declaration breaks the rules: on an argument that is no
   *     string, integer or boolean, or not reachable through {@code properties} alone; with a name
   *     no header can have, or one given twice
   */
  public static ParamHeaders declaredIn(ObjectNode inputSchema) {
    List<Mirror> mirrors = new ArrayList<>();
    collect(inputSchema, JsonPointer.empty(), mirrors);
    Set<String> names = new TreeSet<>();
    for (Mirror mirror : mirrors) {
      if (!names.add(mirror.header().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("Header " + mirror.header() + " is declared twice");
      }
    }
    if (declarations(inputSchema) != mirrors.size()) {
      throw new IllegalArgumentException(
          "'" + DECLARATION + "' stands where it is not reached through 'properties' alone");
    }
    return new ParamHeaders(mirrors);
  }

  private static void collect(JsonNode schema, JsonPointer at, List<Mirror> mirrors) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonPointer argument = at.appendProperty(property.getKey());
      JsonNode declared = property.getValue().get(DECLARATION);
      if (declared != null) {
        mirrors.add(mirror(property.getValue(), declared, argument));
      }
      collect(property.getValue(), argument, mirrors);
    }
  }

  private static Mirror mirror(JsonNode schema, JsonNode declared, JsonPointer argument) {
    String name = declared.stringValue("");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + DECLARATION + "' of '" + argument + "' is no name of a header: " + declared);
    }
    String type = schema.path("type").asString("");
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(
          "'" + argument + "' is of type '" + type + "', but only " + TYPES + " go into a header");
    }
    return new Mirror(argument, McpHeaders.PARAM_PREFIX + name);
  }

  /** All there are, wherever they stand; an argument may itself be named so. */
  private static int declarations(JsonNode schema) {
    int here = schema.isObject() && isDeclaration(schema.get(DECLARATION)) ? 1 : 0;
    return here + schema.valueStream().mapToInt(ParamHeaders::declarations).sum();
  }

  private static boolean isDeclaration(@Nullable JsonNode value) {
    return value != null && !value.isObject();
  }

  public boolean isEmpty() {
    return mirrors.isEmpty();
  }

  /** The headers that go with these arguments. */
  public Map<String, String> of(JsonNode arguments) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Mirror mirror : mirrors) {
      JsonNode value = arguments.at(mirror.argument());
      if (isGiven(value) && value.isValueNode()) {
        headers.put(mirror.header(), McpHeaders.encode(value.asString()));
      }
    }
    return headers;
  }

  /**
   * @throws McpError if a header is missing, is given twice, or says other than the argument
   */
  public void check(ObjectNode arguments, McpExchange exchange) {
    check(arguments, exchange::headers);
  }

  /**
   * @param values of a header by its name, none if it is absent
   * @throws McpError as the other
   */
  public void check(JsonNode arguments, Function<String, List<String>> values) {
    for (Mirror mirror : mirrors) {
      check(mirror.header(), arguments.at(mirror.argument()), values.apply(mirror.header()));
    }
  }

  private static void check(String header, JsonNode value, List<String> given) {
    int expected = isGiven(value) ? 1 : 0;
    if (given.size() != expected) {
      throw McpError.headerMismatch(
          "The header %s must be given %d times with these arguments, it came %d times"
              .formatted(header, expected, given.size()));
    }
    if (expected == 1 && !isSame(value, McpHeaders.decoded(header, given.getFirst()))) {
      throw McpError.headerMismatch("The header " + header + " says other than the arguments");
    }
  }

  private static boolean isGiven(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  private static boolean isSame(JsonNode value, String header) {
    if (!value.isNumber()) {
      return value.isValueNode() && value.asString().equals(header);
    }
    try {
      return new BigDecimal(header).compareTo(value.decimalValue()) == 0;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }
}
