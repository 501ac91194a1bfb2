package io.aios.sysops.infrastructure.oshi;

import io.aios.sysops.domain.HardwareInformation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.PowerSource;
import oshi.hardware.Sensors;

/** Reads what the machine is made of, and says what it did not tell. */
final class OshiHardware {
  private OshiHardware() {}

  static HardwareInformation read(HardwareAbstractionLayer hardware) {
    var system = hardware.getComputerSystem();
    Sensors sensors = hardware.getSensors();
    List<Integer> fans = Arrays.stream(sensors.getFanSpeeds()).boxed().toList();
    Double celsius = positive(sensors.getCpuTemperature());
    Double volts = positive(sensors.getCpuVoltage());
    String model = Known.text(system.getModel());
    return new HardwareInformation(
        Known.text(system.getManufacturer()),
        model,
        joined(system.getFirmware().getManufacturer(), system.getFirmware().getVersion()),
        joined(system.getBaseboard().getManufacturer(), system.getBaseboard().getModel()),
        celsius,
        volts,
        fans,
        hardware.getPowerSources().stream().map(OshiHardware::battery).toList(),
        notes(model, celsius, volts, fans));
  }

  private static List<String> notes(
      @Nullable String model,
      @Nullable Double celsius,
      @Nullable Double volts,
      List<Integer> fans) {
    List<String> notes = new ArrayList<>();
    if (model == null) {
      notes.add("No model: the machine has no readable DMI table, as virtual machines may not.");
    }
    if (celsius == null && volts == null && fans.isEmpty()) {
      notes.add("No sensors: the kernel shows none, as in most virtual machines and containers.");
    }
    return notes;
  }

  private static HardwareInformation.Battery battery(PowerSource source) {
    return new HardwareInformation.Battery(
        source.getName(), Known.percent(source.getRemainingCapacityPercent()), source.isCharging());
  }

  private static @Nullable Double positive(double value) {
    return value > 0 ? value : null;
  }

  private static @Nullable String joined(String first, String second) {
    String joined =
        Stream.of(Known.orElse(first, ""), Known.orElse(second, ""))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return Known.text(joined);
  }
}
