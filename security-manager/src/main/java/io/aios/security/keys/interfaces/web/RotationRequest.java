package io.aios.security.keys.interfaces.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * @param overlapSeconds for which the present secret stays good beside the new one; a day when
 *     absent, 0 to end it at once
 */
record RotationRequest(@Nullable @Min(0) @Max(604_800) Integer overlapSeconds) {
  private static final int DAY = 86_400;

  int overlap() {
    return Objects.requireNonNullElse(overlapSeconds, DAY);
  }
}
