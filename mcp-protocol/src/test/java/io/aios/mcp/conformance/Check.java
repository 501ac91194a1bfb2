package io.aios.mcp.conformance;

import tools.jackson.databind.JsonNode;

/** One check of a scenario as the suite reports it. */
record Check(String id, String status, String description, String error) {

  static Check of(JsonNode json) {
    return new Check(
        json.path("id").asString(""),
        json.path("status").asString(""),
        json.path("description").asString(""),
        json.path("errorMessage").asString("") + violations(json));
  }

  private static String violations(JsonNode json) {
    JsonNode violations = json.path("details").path("violations");
    return violations.isEmpty() ? "" : " " + violations;
  }

  /** A warning is a broken SHOULD, which is as bad here. */
  boolean failed() {
    return status.equals("FAILURE") || status.equals("WARNING");
  }
}
