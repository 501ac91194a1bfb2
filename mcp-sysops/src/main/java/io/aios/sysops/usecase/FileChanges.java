package io.aios.sysops.usecase;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aios.sysops.domain.FileKind;
import io.aios.sysops.domain.FilePath;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes within the write roots. The last element of a path is never followed when it is a link.
 */
public interface FileChanges {
  /** What may be there already, and what becomes of it. */
  enum WriteMode {
    @JsonProperty("create")
    CREATE,
    @JsonProperty("overwrite")
    OVERWRITE,
    @JsonProperty("append")
    APPEND
  }

  /**
   * Creates and overwrites by a synced temporary file and a rename, so that a reader sees the old
   * or the new content and nothing between.
   *
   * @param expectedSha256 digest the present content must have, or null
   */
  FilePath write(String requested, byte[] content, WriteMode mode, @Nullable String expectedSha256);

  /** Makes a folder in an existing one. */
  FilePath createDirectory(String requested);

  FilePath move(String from, String to, boolean overwrite);

  /** Removes a file, a link itself, or an empty folder. */
  FilePath delete(String requested);

  /**
   * Removes a file only while its content is as expected.
   *
   * @throws io.aios.platform.tools.ToolFailure {@code content-changed} when it is not
   */
  FilePath deleteUnchanged(String requested, String expectedSha256);

  /**
   * What is at a path that may be changed; empty when there is nothing.
   *
   * @param maxBytes of content that is read
   */
  Optional<Present> present(String requested, long maxBytes);

  /**
   * @param content of a file that is not too long; null for anything else
   */
  record Present(FilePath path, FileKind kind, long bytes, @Nullable ByteBuffer content) {}
}
