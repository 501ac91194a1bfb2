package io.aios.sysops.domain;

import org.jspecify.annotations.Nullable;

/**
 * One mounted file system.
 *
 * @param usableBytes free for this server's user
 * @param freeInodes null where the file system does not count them
 */
public record DiskUsage(
    String mountPoint,
    String device,
    String type,
    boolean readOnly,
    long totalBytes,
    long usedBytes,
    long usableBytes,
    double usedPercent,
    @Nullable Long totalInodes,
    @Nullable Long freeInodes) {}
