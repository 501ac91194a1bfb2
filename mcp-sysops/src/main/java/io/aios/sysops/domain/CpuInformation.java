package io.aios.sysops.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processors and how busy they are.
 *
 * @param usableCpus what the own control group allows, at most {@code logicalCpus}
 * @param busyPercent of all CPUs, over {@code intervalMillis}
 * @param busyPercentPerCpu of each CPU, over the same time
 * @param loadAverages runnable processes over 1, 5 and 15 minutes
 * @param maximumHertz null when not known
 */
public record CpuInformation(
    String model,
    String vendor,
    int physicalCores,
    int logicalCpus,
    double usableCpus,
    @Nullable Long maximumHertz,
    double busyPercent,
    List<Double> busyPercentPerCpu,
    long intervalMillis,
    List<Double> loadAverages,
    ControlGroup controlGroup) {

  public CpuInformation {
    busyPercentPerCpu = List.copyOf(busyPercentPerCpu);
    loadAverages = List.copyOf(loadAverages);
  }
}
