package io.aios.sysops.infrastructure.commands;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of every command the server itself starts, such as systemctl.
 *
 * @param timeout after which a command is killed
 * @param maxOutput at which a command is ended
 */
@ConfigurationProperties(prefix = "aios.sysops.commands", ignoreUnknownFields = false)
public record CommandProperties(
    @DefaultValue("15s") Duration timeout, @DefaultValue("4MB") DataSize maxOutput) {}
