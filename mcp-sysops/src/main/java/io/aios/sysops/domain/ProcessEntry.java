package io.aios.sysops.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process as lists show it.
 *
 * @param user name of its effective user, or the number of one without name
 * @param cpuPercent of one CPU, so that a process with threads can have more than 100
 * @param memoryBytes resident
 * @param startTicks clock ticks from boot to its start: with the pid it names one process for ever
 * @param commandLine arguments joined by spaces, secrets masked, cut at 1,000 characters; null for
 *     kernel threads and the dead
 */
public record ProcessEntry(
    int pid,
    int parentPid,
    String name,
    String user,
    String state,
    boolean kernelThread,
    double cpuPercent,
    long memoryBytes,
    int threads,
    Instant started,
    long startTicks,
    @Nullable String commandLine) {}
