package io.aios.policy.value;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** An unordered collection without duplicates; its elements may be of different types. */
public record SetValue(Set<Value> elements) implements Value {
  public SetValue {
    elements = Set.copyOf(elements);
  }

  public static SetValue of(Collection<? extends Value> elements) {
    return new SetValue(Set.copyOf(elements));
  }

  /** A set of texts. */
  public static SetValue ofTexts(Collection<String> texts) {
    return new SetValue(texts.stream().map(StringValue::new).collect(Collectors.toSet()));
  }

  @Override
  public String typeName() {
    return "Set";
  }

  @Override
  public String toString() {
    return elements.toString();
  }
}
