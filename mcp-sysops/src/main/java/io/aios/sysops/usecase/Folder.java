package io.aios.sysops.usecase;

import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.domain.FileStat;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/**
 * A folder held open. Everything below it is reached through it and never through a symbolic link;
 * an entry that is gone, private or not permitted is empty.
 */
public interface Folder extends AutoCloseable {
  FilePath path();

  FileStat stat();

  /** At most so many names, without {@code .}, {@code ..} and private names, in no order. */
  List<FileName> names(int limit);

  Optional<FileStat> stat(FileName name);

  Optional<Folder> enter(FileName name);

  /** Opens a regular file for reading. */
  Optional<FileChannel> open(FileName name);

  @Override
  void close();
}
