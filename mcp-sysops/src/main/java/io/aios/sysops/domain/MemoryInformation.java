package io.aios.sysops.domain;

/**
 * Memory of the machine, and of it what this server's control group leaves.
 *
 * @param usableBytes the smaller of the machine's memory and the group's limit
 * @param usableAvailableBytes what can be taken without swapping, within the limit
 */
public record MemoryInformation(
    long totalBytes,
    long availableBytes,
    long usableBytes,
    long usableAvailableBytes,
    long swapTotalBytes,
    long swapUsedBytes,
    ControlGroup controlGroup) {}
