package io.aios.gateway.usecase;

import io.aios.mcp.McpJson;
import io.aios.privacy.PrivacyToken;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Tokens of one call's arguments with their values. Whatever is told of the call afterwards holds
 * the tokens again.
 */
public final class OpenedTokens {
  public static final OpenedTokens NONE = new OpenedTokens(Map.of());

  private final Map<PrivacyToken, String> values;
  private final List<Hidden> hidden;

  /** What is not to be told, and what is told for it. */
  private record Hidden(PrivacyToken token, String value) {}

  OpenedTokens(Map<PrivacyToken, String> values) {
    this.values = Map.copyOf(values);
    // A value may be part of another one.
    this.hidden =
        values.entrySet().stream()
            .map(entry -> new Hidden(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingInt((Hidden each) -> each.value().length()).reversed())
            .toList();
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** A copy with the values in its strings; names of members stay. */
  public JsonNode in(JsonNode node) {
    return changed(node, UnaryOperator.identity(), text -> PrivacyToken.replaced(text, values));
  }

  /** The text with the tokens of its values. */
  public String hide(String text) {
    return hide(text, new HashMap<>());
  }

  private String hide(String text, Map<String, Integer> found) {
    String result = text;
    for (Hidden each : hidden) {
      result = replaced(result, each.value(), each.token(), found);
      String quoted =
          String.valueOf(JsonStringEncoder.getInstance().quoteAsCharArray(each.value()));
      if (!quoted.equals(each.value())) {
        result = replaced(result, quoted, each.token(), found);
      }
    }
    return result;
  }

  private static String replaced(
      String text, String value, PrivacyToken token, Map<String, Integer> found) {
    if (!text.contains(value)) {
      return text;
    }
    found.merge(token.kind().label(), 1, Integer::sum);
    return text.replace(value, token.toString());
  }

  /**
   * The filter, behind which none of the values is left: a tool may answer what it was given where
   * the policy lets that kind pass.
   */
  public ReplyFilter closing(ReplyFilter filter) {
    return isEmpty() ? filter : new Closing(filter);
  }

  private final class Closing implements ReplyFilter {
    private final ReplyFilter filter;

    Closing(ReplyFilter filter) {
      this.filter = filter;
    }

    @Override
    public boolean mayMatch(byte[] bytes, int from, int to) {
      return true;
    }

    @Override
    public FilteredReply apply(byte[] json) {
      FilteredReply reply =
          filter.mayMatch(json, 0, json.length)
              ? filter.apply(json)
              : new FilteredReply(json, Map.of());
      Map<String, Integer> found = new HashMap<>(reply.findings());
      byte[] closed = closed(reply.bytes(), found);
      return found.equals(reply.findings()) ? reply : new FilteredReply(closed, found);
    }

    private byte[] closed(byte[] json, Map<String, Integer> found) {
      UnaryOperator<String> hiding = text -> hide(text, found);
      try {
        JsonNode message = McpJson.MAPPER.readTree(json);
        return McpJson.MAPPER.writeValueAsBytes(changed(message, hiding, hiding));
      } catch (JacksonException noJson) {
        return hiding
            .apply(new String(json, java.nio.charset.StandardCharsets.UTF_8))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
      }
    }
  }

  private static JsonNode changed(
      JsonNode node, UnaryOperator<String> names, UnaryOperator<String> strings) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = McpJson.object();
        object
            .properties()
            .forEach(
                member ->
                    copy.set(
                        names.apply(member.getKey()), changed(member.getValue(), names, strings)));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = McpJson.MAPPER.createArrayNode();
        array.forEach(item -> copy.add(changed(item, names, strings)));
        yield copy;
      }
      case StringNode text -> StringNode.valueOf(strings.apply(text.asString()));
      default -> node;
    };
  }
}
