package io.aios.sysops.infrastructure.procfs;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which processes may be signalled.
 *
 * @param otherUsers whether also those of other users than the server's
 * @param protectedNames never those of these names
 */
@ConfigurationProperties(prefix = "aios.sysops.signals", ignoreUnknownFields = false)
record SignalProperties(
    @DefaultValue("false") boolean otherUsers,
    @DefaultValue({"systemd", "init", "dbus-daemon", "sshd", "dockerd", "containerd", "kubelet"})
        Set<String> protectedNames) {}
