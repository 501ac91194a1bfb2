package io.aios.sysops.infrastructure.systemd;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the programs and files of systemd are.
 *
 * @param journals folders that hold journal files when there is a journal
 */
@ConfigurationProperties(prefix = "aios.sysops.systemd", ignoreUnknownFields = false)
record SystemdProperties(
    @DefaultValue("/usr/bin/systemctl") Path systemctl,
    @DefaultValue("/usr/bin/journalctl") Path journalctl,
    @DefaultValue("/var/log/journal,/run/log/journal") List<Path> journals) {}
