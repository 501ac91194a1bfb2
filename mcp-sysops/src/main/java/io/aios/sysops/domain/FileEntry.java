package io.aios.sysops.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as listings show it.
 *
 * @param path for reading
 * @param uri names the file exactly when the path cannot: not UTF-8, or hidden characters
 * @param kind file, directory, symbolic-link or other; a link is shown as itself
 * @param bytes apparent size
 * @param allocatedBytes what it takes on the device
 * @param permissions octal
 */
public record FileEntry(
    String path,
    @Nullable String uri,
    String kind,
    long bytes,
    long allocatedBytes,
    String permissions,
    int uid,
    int gid,
    long links,
    Instant modified) {

  public static FileEntry of(FilePath path, FileStat stat) {
    return new FileEntry(
        path.text(),
        path.exactUri(),
        stat.kind().text(),
        stat.size(),
        stat.allocated(),
        stat.permissions(),
        stat.uid(),
        stat.gid(),
        stat.links(),
        stat.modified());
  }
}
