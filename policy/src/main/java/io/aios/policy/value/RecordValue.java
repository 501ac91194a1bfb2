package io.aios.policy.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named values. */
public record RecordValue(Map<String, Value> attributes) implements Value {
  public static final RecordValue EMPTY = new RecordValue(Map.of());

  public RecordValue {
    attributes = Map.copyOf(attributes);
  }

  public @Nullable Value find(String name) {
    return attributes.get(name);
  }

  @Override
  public String typeName() {
    return "Record";
  }

  @Override
  public String toString() {
    return attributes.toString();
  }
}
