package io.aios.gateway.usecase;

import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import tools.jackson.databind.JsonNode;

/** Callers that make the same call again and again. */
@FunctionalInterface
public interface CallLoops {
  /**
   * Counts a call.
   *
   * @throws Problem {@code CALL_LOOP} when the caller has made it too often
   */
  void count(CallerIdentity caller, CatalogueTool tool, JsonNode arguments);
}
