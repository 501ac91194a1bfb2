package io.aios.contracts.policies;

import java.util.Map;

/**
 * The policies in force.
 *
 * @param activation counts activations: a higher one is newer, whatever its version. 0 when nothing
 *     was ever activated and scopes alone decide
 * @param version the version that is in force
 * @param files texts by the name of their file
 */
public record PolicyBundle(long activation, long version, Map<String, String> files) {
  public PolicyBundle {
    files = Map.copyOf(files);
  }
}
