package io.aios.orchestrator.domain;

/**
 * A JSON value that the domain carries and never looks into.
 *
 * @param text the value as JSON
 */
public record Json(String text) {
  @Override
  public String toString() {
    return text;
  }
}
