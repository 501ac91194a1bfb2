package io.aios.gateway.usecase;

import io.aios.gateway.domain.Violation;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A tool's input schema, compiled. */
@FunctionalInterface
public interface ArgumentRules {
  /** Every violation, none when the arguments match. */
  List<Violation> check(JsonNode arguments);
}
