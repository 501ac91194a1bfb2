package io.aios.sysops.infrastructure.files;

import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where callers may read and write.
 *
 * @param readRoots folders to read in; the user's home, logs, temporary files and the workspace
 *     when not given
 * @param writeRoots folders to change files in; the workspace when not given
 * @param logRoots folders with log files
 * @param privateNames names of files and folders that are refused wherever they stand
 */
@Validated
@ConfigurationProperties("aios.sysops")
record FileAccessProperties(
    @Nullable List<Path> readRoots,
    @Nullable List<Path> writeRoots,
    @NotEmpty @DefaultValue("/var/log") List<Path> logRoots,
    @DefaultValue({
          ".ssh",
          ".gnupg",
          ".aws",
          ".azure",
          ".kube",
          ".docker",
          ".netrc",
          ".pgpass",
          ".git-credentials",
          ".npmrc",
          ".pypirc",
          ".m2",
          "gcloud",
          ".password-store",
          "keyrings"
        })
        Set<String> privateNames) {}
