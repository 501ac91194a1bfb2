package io.aios.sysops.usecase;

import io.aios.sysops.domain.FilePath;
import io.aios.sysops.domain.FileStat;
import java.nio.channels.FileChannel;

/** A file held open: what was judged is what is read, whatever happens to its name meanwhile. */
public interface Node extends AutoCloseable {
  FilePath path();

  FileStat stat();

  /** Opens a regular file for reading; anything else is refused. */
  FileChannel open();

  /** This node as a folder; anything else is refused. The folder lives as long as the node. */
  Folder folder();

  @Override
  void close();
}
