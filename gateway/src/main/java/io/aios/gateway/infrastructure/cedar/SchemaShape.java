package io.aios.gateway.infrastructure.cedar;

import io.aios.policy.tools.ArgumentValues.Shape;
import tools.jackson.databind.JsonNode;

/** What an input schema says of numbers, where it says so directly: no references, no unions. */
record SchemaShape(JsonNode schema) implements Shape {
  @Override
  public Shape member(String name) {
    return new SchemaShape(schema.path("properties").path(name));
  }

  @Override
  public Shape element() {
    return new SchemaShape(schema.path("items"));
  }

  @Override
  public boolean isDecimal() {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.valueStream().anyMatch(SchemaShape::isNumber) : isNumber(type);
  }

  private static boolean isNumber(JsonNode type) {
    return type.asString("").equals("number");
  }
}
