package io.aios.python.usecase;

import io.aios.python.domain.FileListing;
import io.aios.python.domain.FilePart;
import java.nio.file.Path;

/**
 * Files in a workspace, whose owner's code controls what lies there: links must lead nowhere. Paths
 * are relative to the workspace; refusals are {@link io.aios.platform.tools.ToolFailure}.
 */
public interface WorkspaceFiles {

  FileListing list(Path workspace, String path, int limit) throws InterruptedException;

  FilePart read(Path workspace, String path, long offset, int limit) throws InterruptedException;

  /** Answers the file's new size in bytes. */
  long write(Path workspace, String path, byte[] content, boolean append)
      throws InterruptedException;

  void delete(Path workspace, String path) throws InterruptedException;
}
