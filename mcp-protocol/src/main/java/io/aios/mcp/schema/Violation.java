package io.aios.mcp.schema;

/**
 * Where a value breaks its schema.
 *
 * @param pointer JSON Pointer of what is wrong; of what is missing, as if it were there
 * @param keyword of the schema, such as {@code maximum}
 * @param message with the limit
 * @param value as JSON, shortened; {@code nothing} where it is missing
 */
public record Violation(String pointer, String keyword, String message, String value) {

  /** For whoever has to mend the value. */
  @Override
  public String toString() {
    return "'" + pointer + "' " + message + ", it is " + value;
  }
}
