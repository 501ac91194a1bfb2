package io.aios.sysops.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the machine is made of. What it does not tell is null or empty, and {@code notes} says so.
 *
 * @param cpuCelsius temperature
 * @param fanRpm speed of each fan
 * @param notes what could not be read, and why
 */
public record HardwareInformation(
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String firmware,
    @Nullable String board,
    @Nullable Double cpuCelsius,
    @Nullable Double cpuVolts,
    List<Integer> fanRpm,
    List<Battery> batteries,
    List<String> notes) {

  public HardwareInformation {
    fanRpm = List.copyOf(fanRpm);
    batteries = List.copyOf(batteries);
    notes = List.copyOf(notes);
  }

  /** A power source with a charge. */
  public record Battery(String name, double chargePercent, boolean charging) {}
}
