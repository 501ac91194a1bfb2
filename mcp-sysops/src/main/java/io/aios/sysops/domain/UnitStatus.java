package io.aios.sysops.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What systemd says about one unit.
 *
 * @param enabled state of its unit file, such as {@code enabled}
 * @param result of its last run, such as {@code success} or {@code exit-code}
 * @param restarts by systemd, since it was last started by someone
 */
public record UnitStatus(
    String unit,
    String description,
    String load,
    String active,
    String sub,
    @Nullable String enabled,
    @Nullable String result,
    @Nullable Integer mainPid,
    @Nullable Integer exitStatus,
    @Nullable Integer restarts,
    @Nullable Long memoryBytes,
    @Nullable Double cpuSeconds,
    @Nullable Long tasks,
    @Nullable Instant activeSince,
    @Nullable String file,
    @Nullable String controlGroup) {}
