package io.aios.federation.infrastructure.stdio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What commands may use and see, each for itself.
 *
 * @param readable paths of this machine beside {@code /usr} that every command may read
 * @param lifetime after which a process is ended; it is started again when it is needed
 * @param cpuTime of one process
 * @param memory of all its processes together
 * @param processes and threads at once
 * @param fileSize of one file it writes
 * @param maxMessage longest message it may send
 * @param maxProcesses commands that run at once, over all servers and users
 */
@Validated
@ConfigurationProperties("aios.federation.stdio")
record StdioProperties(
    @DefaultValue List<Path> readable,
    @DefaultValue("24h") Duration lifetime,
    @DefaultValue("1h") Duration cpuTime,
    @DefaultValue("1GB") DataSize memory,
    @DefaultValue("128") int processes,
    @DefaultValue("64MB") DataSize fileSize,
    @DefaultValue("8MB") DataSize maxMessage,
    @DefaultValue("32") int maxProcesses) {}
