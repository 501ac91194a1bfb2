package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FileStat;
import io.aios.sysops.domain.PathPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a walk passes over: private names, and the suite's data, which is known by its inode so that
 * another mount of it is passed over too.
 */
final class HiddenFiles {
  private final PathPolicy policy;
  private final @Nullable FileStat dataDirectory;

  HiddenFiles(PathPolicy policy) {
    this.policy = policy;
    this.dataDirectory = statOf(policy);
  }

  boolean contains(FileName name) {
    return policy.isPrivate(name.text());
  }

  boolean contains(FileName name, FileStat stat) {
    return contains(name) || (dataDirectory != null && dataDirectory.sameInode(stat));
  }

  private static @Nullable FileStat statOf(PathPolicy policy) {
    try (Descriptor folder = Walk.folder(PathRequest.names(policy.dataDirectory()))) {
      return folder.stat();
    } catch (LastErrorException e) {
      return null;
    }
  }
}
