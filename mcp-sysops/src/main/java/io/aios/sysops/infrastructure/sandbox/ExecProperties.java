package io.aios.sysops.infrastructure.sandbox;

import io.aios.sandbox.Limits;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a program in the sandbox may use; callers can ask for less time only.
 *
 * @param longest wall time
 * @param maxOutput kept of each of its two output streams
 */
@Validated
@ConfigurationProperties(prefix = "aios.sysops.exec", ignoreUnknownFields = false)
record ExecProperties(
    @DefaultValue("10m") Duration longest,
    @DefaultValue("5m") Duration cpuTime,
    @DefaultValue("512MB") DataSize memory,
    @Min(4) @DefaultValue("64") int processes,
    @DefaultValue("64MB") DataSize maxFile,
    @DefaultValue("256KB") DataSize maxOutput) {

  Limits limits(Duration wallTime) {
    return new Limits(
        wallTime, cpuTime, memory.toBytes(), processes, maxFile.toBytes(), maxOutput.toBytes());
  }
}
