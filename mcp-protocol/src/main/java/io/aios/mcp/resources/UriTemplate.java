package io.aios.mcp.resources;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * A URI template (RFC 6570) read backwards: from a URI to the values of its variables. Simple
 * expansion, {@code {name}}, which spans no {@code /}, {@code ?} or {@code #}, and reserved
 * expansion, {@code {+name}}, which may; other operators, modifiers and lists of variables are
 * refused, for their values cannot be told apart again.
 *
 * <p>A variable ends where the text after it first occurs, the last one where the template's tail
 * begins; so matching takes one pass, whatever the URI.
 */
public final class UriTemplate {
  private static final Pattern EXPRESSION = Pattern.compile("\\{([^}]*)}");
  private static final Pattern VARIABLE = Pattern.compile("\\+?[A-Za-z0-9_]+");
  private static final Pattern RESERVED = Pattern.compile("[/?#]");

  private record Variable(String name, boolean reserved, String tail) {}

  private final String head;
  private final List<Variable> variables;

  private UriTemplate(String head, List<Variable> variables) {
    this.head = head;
    this.variables = List.copyOf(variables);
  }

  /**
   * @throws IllegalArgumentException if the template needs more than is matched here
   */
  public static UriTemplate of(String template) {
    List<MatchResult> expressions = EXPRESSION.matcher(template).results().toList();
    if (expressions.isEmpty()) {
      throw new IllegalArgumentException("Template '" + template + "' has no variable");
    }
    List<Variable> variables = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      boolean last = i == expressions.size() - 1;
      int end = last ? template.length() : expressions.get(i + 1).start();
      String tail = template.substring(expressions.get(i).end(), end);
      if (tail.isEmpty() && !last) {
        throw new IllegalArgumentException(
            "Template '" + template + "' has nothing between two variables");
      }
      variables.add(variable(template, expressions.get(i).group(1), tail));
    }
    return new UriTemplate(template.substring(0, expressions.getFirst().start()), variables);
  }

  private static Variable variable(String template, String expression, String tail) {
    if (!VARIABLE.matcher(expression).matches()) {
      throw new IllegalArgumentException(
          "Template '" + template + "': only {name} and {+name} are matched, not " + expression);
    }
    boolean reserved = expression.startsWith("+");
    return new Variable(reserved ? expression.substring(1) : expression, reserved, tail);
  }

  public List<String> variables() {
    return variables.stream().map(Variable::name).toList();
  }

  /** The values, percent-decoded and not empty; empty if the URI is not one of this template. */
  public Optional<Map<String, String>> match(String uri) {
    if (!uri.startsWith(head)) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    int from = head.length();
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      boolean last = i == variables.size() - 1;
      int end = last ? beforeTail(uri, variable) : uri.indexOf(variable.tail(), from);
      if (end <= from || !bind(variable, uri.substring(from, end), values)) {
        return Optional.empty();
      }
      from = end + variable.tail().length();
    }
    return Optional.of(values);
  }

  private static int beforeTail(String uri, Variable last) {
    return uri.endsWith(last.tail()) ? uri.length() - last.tail().length() : -1;
  }

  private static boolean bind(Variable variable, String raw, Map<String, String> values) {
    if (!variable.reserved() && RESERVED.matcher(raw).find()) {
      return false;
    }
    try {
      String value = UriUtils.decode(raw, StandardCharsets.UTF_8);
      String earlier = values.putIfAbsent(variable.name(), value);
      return earlier == null || earlier.equals(value);
    } catch (IllegalArgumentException badEscape) {
      return false;
    }
  }
}
