package io.aios.sysops.domain;

import java.time.Instant;

/**
 * What machine this is.
 *
 * @param firstProcess name of process 1, such as {@code systemd}
 * @param confined whether a control group limits CPU or memory below the machine's
 */
public record SystemInformation(
    String hostName,
    String operatingSystem,
    String version,
    String kernel,
    String architecture,
    Instant booted,
    long uptimeSeconds,
    int processes,
    String timeZone,
    String firstProcess,
    boolean confined) {}
