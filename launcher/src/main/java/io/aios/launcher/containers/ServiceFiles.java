package io.aios.launcher.containers;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.suite.Member;
import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.platform.secrets.MasterKeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One directory for each container, with what that one alone may read: a service's settings, its
 * certificate, the authority's, and the master keys.
 *
 * @param data the owner's, where certificates and master keys come from
 * @param root holds the directories
 * @param mutualTls whether there are certificates
 */
record ServiceFiles(DataDirectory data, Path root, boolean mutualTls) {
  static final String CERTIFICATE = "tls.p12";
  static final String TRUST = "trust.p12";
  static final String MASTER_KEYS = "master-keys.json";

  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  /** Its properties as {@code <service>.yml}, beside the copies that {@link #refresh} makes. */
  void write(Member member, Map<String, String> properties) {
    byte[] text = YAML.writeValueAsBytes(properties);
    OwnerOnlyFiles.replace(directory(member.name()).resolve(member.name() + ".yml"), text);
    refresh(member);
  }

  /**
   * Brings certificates and master keys up to date.
   *
   * @return the names of the files that changed
   */
  List<String> refresh(Member member) {
    Path directory = directory(member.name());
    List<String> changed = new ArrayList<>();
    if (mutualTls) {
      copy(OwnerTls.trust(data), directory.resolve(TRUST), changed);
      copy(OwnerTls.key(data, member.name()), directory.resolve(CERTIFICATE), changed);
    }
    copy(data.root().resolve(MasterKeyFile.STANDARD), directory.resolve(MASTER_KEYS), changed);
    return changed;
  }

  private static void copy(Path from, Path to, List<String> changed) {
    try {
      byte[] content = Files.readAllBytes(from);
      if (!Files.exists(to) || !Arrays.equals(content, Files.readAllBytes(to))) {
        OwnerOnlyFiles.replace(to, content);
        changed.add(to.getFileName().toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The secret file " + from + " cannot be handed on", e);
    }
  }

  /**
   * A password for a container of somebody else's image, which runs as a user of its own: that the
   * directory is mounted there and nowhere else is what keeps it.
   */
  void writeReadable(String container, String name, String content) {
    Path file = directory(container).resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Path complete = file.resolveSibling("." + name + ".new");
      Files.writeString(complete, content, StandardCharsets.US_ASCII);
      Files.setPosixFilePermissions(complete, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(
          complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw StartFailure.of("file " + file, e);
    }
  }

  Path directory(String container) {
    return root.resolve(container);
  }
}
