package io.aios.mcp.completion;

import io.aios.mcp.server.RpcResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Suggestions, the best first.
 *
 * @param values at most {@link #MAX_VALUES}
 * @param total of all there are; null if unknown
 * @param hasMore whether there are others than {@code values}
 */
public record Completion(List<String> values, @Nullable Integer total, boolean hasMore) {
  public static final int MAX_VALUES = 100;
  public static final Completion NONE = of(List.of());

  public Completion {
    values = List.copyOf(values);
    if (values.size() > MAX_VALUES) {
      throw new IllegalArgumentException(
          values.size() + " suggestions are more than the " + MAX_VALUES + " allowed");
    }
  }

  /** The first of all suggestions there are. */
  public static Completion of(List<String> all) {
    List<String> first = all.subList(0, Math.min(MAX_VALUES, all.size()));
    return new Completion(first, all.size(), all.size() > first.size());
  }

  /** Those of all values that begin as typed, whatever the case. */
  public static Completion startingWith(String typed, List<String> all) {
    return of(
        all.stream().filter(v -> v.regionMatches(true, 0, typed, 0, typed.length())).toList());
  }

  /** What a server answered. */
  public static Completion of(JsonNode result) {
    JsonNode completion = result.path("completion");
    JsonNode total = completion.path("total");
    return new Completion(
        completion.path("values").valueStream().map(v -> v.asString("")).limit(MAX_VALUES).toList(),
        total.isInt() ? total.asInt() : null,
        completion.path("hasMore").asBoolean(false));
  }

  RpcResult toRpcResult() {
    return RpcResult.of(this::write);
  }

  private void write(JsonGenerator json) {
    json.writeObjectPropertyStart("completion");
    json.writeArrayPropertyStart("values");
    values.forEach(json::writeString);
    json.writeEndArray();
    if (total != null) {
      json.writeNumberProperty("total", total);
    }
    json.writeBooleanProperty("hasMore", hasMore);
    json.writeEndObject();
  }
}
