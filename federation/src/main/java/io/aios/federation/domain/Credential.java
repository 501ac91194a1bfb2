package io.aios.federation.domain;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an external server asks for to know its caller. Never printed.
 *
 * @param values by the names that the server's {@link Connection} gives
 */
public record Credential(Map<String, String> values) {
  private static final int MAX_LENGTH = 8192;
  public static final Credential NONE = new Credential(Map.of());

  public Credential {
    values = Map.copyOf(values);
  }

  /**
   * @throws InvalidServer when the values are not those that the connection takes
   */
  public static Credential of(Map<String, String> values, Connection connection) {
    Set<String> names = connection.credentialNames();
    if (!values.keySet().equals(names)) {
      throw new InvalidServer(
          "values",
          "must name " + new TreeSet<>(names) + ", not " + new TreeSet<>(values.keySet()));
    }
    values.forEach(
        (name, value) -> {
          if (value.isEmpty() || value.length() > MAX_LENGTH || !isPrintable(value)) {
            throw new InvalidServer(
                "values",
                "%s must have 1 to %d printable ASCII characters".formatted(name, MAX_LENGTH));
          }
        });
    return new Credential(values);
  }

  /** So that no value can end a header line or a variable early. */
  private static boolean isPrintable(String value) {
    return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  @Override
  public String toString() {
    return "Credential" + values.keySet();
  }
}
