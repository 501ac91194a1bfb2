package io.aios.python.usecase;

import java.nio.file.Path;

/** Directories that sandboxed code may write to. */
public interface Workspaces {

  Path createForSession(String id);

  Path createForRun();

  void remove(Path workspace);
}
