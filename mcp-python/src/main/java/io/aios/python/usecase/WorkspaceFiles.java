package io.aios.python.usecase;

import io.aios.python.domain.FileChange;
import io.aios.python.domain.FileListing;
import io.aios.python.domain.FilePart;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files in a workspace, whose owner's code controls what lies there: links must lead nowhere. Paths
 * are relative to the workspace; refusals are {@link io.aios.platform.tools.ToolFailure}.
 */
public interface WorkspaceFiles {

  FileListing list(Path workspace, String path, int limit) throws InterruptedException;

  FilePart read(Path workspace, String path, long offset, int limit) throws InterruptedException;

  FileChange write(Path workspace, String path, byte[] content, boolean append)
      throws InterruptedException;

  FileChange delete(Path workspace, String path) throws InterruptedException;

  /**
   * Puts back what was there before a change, while the file is as the change left it; a second
   * time nothing more happens.
   *
   * @param sha256 of the content that the change left; null when it left no file
   * @param earlier content in base64; null when there was no file
   */
  void restore(Path workspace, String path, @Nullable String sha256, @Nullable String earlier)
      throws InterruptedException;
}
