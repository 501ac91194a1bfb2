package io.aios.python.usecase;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits that the operator sets and callers cannot change.
 *
 * @param warmWorkers interpreters kept waiting with numpy and matplotlib imported, about 60 MB each
 * @param warmDelay from the service's start to the first of them, so that it does not slow the
 *     start
 * @param timeout of a run whose caller names none
 * @param maxTimeout that a caller may ask for
 * @param memory of one sandbox
 * @param processes and threads of one sandbox
 * @param cpuTime of one run
 * @param fileSize of one file, and of the sandbox's memory file systems
 * @param workspaceSize of all files of a workspace; checked every second while code runs
 * @param output kept of each channel of one run
 * @param figures per run
 * @param figureSize of one PNG; larger ones are drawn at a lower resolution
 * @param concurrentRuns at once over all callers
 * @param sessions at once over all callers
 * @param sessionsPerCaller at once
 * @param sessionIdle after which a session is closed
 * @param sessionLifetime after which a session's interpreter is ended
 * @param sessionCpuTime of a session's interpreter in all
 * @param keptRuns workspaces of runs that are kept for reading their files
 * @param runKept how long they are kept
 * @param network whether code may use the host's network
 */
@Validated
@ConfigurationProperties(prefix = "aios.python", ignoreUnknownFields = false)
public record PythonProperties(
    @Min(0) @Max(16) @DefaultValue("1") int warmWorkers,
    @DefaultValue("10s") Duration warmDelay,
    @DefaultValue("60s") Duration timeout,
    @DefaultValue("300s") Duration maxTimeout,
    @DefaultValue("512MB") DataSize memory,
    @Positive @DefaultValue("64") int processes,
    @DefaultValue("300s") Duration cpuTime,
    @DefaultValue("64MB") DataSize fileSize,
    @DefaultValue("512MB") DataSize workspaceSize,
    @DefaultValue("200KB") DataSize output,
    @Min(0) @Max(50) @DefaultValue("8") int figures,
    @DefaultValue("1MB") DataSize figureSize,
    @Positive @DefaultValue("4") int concurrentRuns,
    @Positive @DefaultValue("16") int sessions,
    @Positive @DefaultValue("4") int sessionsPerCaller,
    @DefaultValue("30m") Duration sessionIdle,
    @DefaultValue("8h") Duration sessionLifetime,
    @DefaultValue("1h") Duration sessionCpuTime,
    @Min(0) @DefaultValue("32") int keptRuns,
    @DefaultValue("10m") Duration runKept,
    @DefaultValue("false") boolean network) {}
