package io.aios.sysops.infrastructure.dpkg;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the programs of dpkg and apt are. */
@ConfigurationProperties(prefix = "aios.sysops.packages", ignoreUnknownFields = false)
record DpkgProperties(
    @DefaultValue("/usr/bin/dpkg-query") Path dpkgQuery,
    @DefaultValue("/usr/bin/apt-cache") Path aptCache) {}
