package io.aios.contracts.privacy;

import java.util.Map;
import java.util.UUID;

/**
 * A service has erased its part.
 *
 * @param erasure id of the {@link ErasureRequested}
 * @param service its name
 * @param erased how many of what
 */
public record DataErased(UUID erasure, String service, Map<String, Long> erased) {
  public static final String TYPE = "io.aios.privacy.DataErased.v1";

  public DataErased {
    erased = Map.copyOf(erased);
  }
}
