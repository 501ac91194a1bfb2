package io.aios.security.policy.infrastructure.files;

import io.aios.policy.tools.ToolPolicies;
import io.aios.security.policy.domain.PolicyActivation;
import io.aios.security.policy.usecase.PolicyCopies;
import io.aios.security.policy.usecase.PolicyVersions;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * {@code <data>/policies}: what is in force and the schema, for reading. It is written, never read;
 * a directory that cannot be written is logged, since nothing depends on it.
 */
@Component
class PolicyDirectory implements PolicyCopies, ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(PolicyDirectory.class);

  private final Path directory;
  private final PolicyVersions versions;

  PolicyDirectory(@Value("${aios.data-dir}") Path data, PolicyVersions versions) {
    this.directory = data.resolve("policies");
    this.versions = versions;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    replace(
        versions.activations(1).stream()
            .map(PolicyActivation::version)
            .findFirst()
            .flatMap(versions::find)
            .map(version -> version.draft().files())
            .orElse(Map.of(ToolPolicies.DEFAULT_FILE, ToolPolicies.DEFAULT)));
  }

  @Override
  public synchronized void replace(Map<String, String> files) {
    try {
      Files.createDirectories(directory);
      write("tools.cedarschema", ToolPolicies.SCHEMA);
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(file.getKey(), file.getValue());
      }
      try (DirectoryStream<Path> present = Files.newDirectoryStream(directory, "*.cedar")) {
        for (Path path : present) {
          if (!files.containsKey(path.getFileName().toString())) {
            Files.delete(path);
          }
        }
      }
    } catch (IOException e) {
      log.warn("The copy of the policies in {} could not be written: {}", directory, e.toString());
    }
  }

  private void write(String name, String text) throws IOException {
    Path half = Files.writeString(directory.resolve(name + ".new"), text);
    Files.move(half, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
