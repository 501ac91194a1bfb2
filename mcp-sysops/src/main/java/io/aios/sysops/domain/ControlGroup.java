package io.aios.sysops.domain;

import org.jspecify.annotations.Nullable;

/**
 * The limits this server runs under: the tightest of its control group and all groups around it.
 *
 * @param version of the control group interface that limits memory, or 0 when there is none
 * @param memoryLimitBytes null when unlimited
 * @param memoryUsedBytes in the group with the tightest limit, file cache included
 * @param memoryAvailableBytes up to the limit, file cache that can be dropped included
 * @param cpus CPUs' worth of time, null when unlimited
 * @param processes null when unlimited
 */
public record ControlGroup(
    int version,
    @Nullable Long memoryLimitBytes,
    @Nullable Long memoryUsedBytes,
    @Nullable Long memoryAvailableBytes,
    @Nullable Double cpus,
    @Nullable Long processes) {

  public boolean confines() {
    return memoryLimitBytes != null || cpus != null;
  }
}
