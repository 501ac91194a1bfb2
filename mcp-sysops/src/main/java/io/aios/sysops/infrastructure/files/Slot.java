package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.domain.FileStat;
import java.util.Optional;

/** A place in a folder that is held open: an entry may be there or not. */
record Slot(Descriptor folder, FileName name, FilePath path) implements AutoCloseable {

  Optional<FileStat> stat() {
    try {
      return Optional.of(folder.stat(name));
    } catch (LastErrorException e) {
      if (e.getErrorCode() == Libc.ENOENT) {
        return Optional.empty();
      }
      throw Failures.of(e, path);
    }
  }

  /** Gives this entry another place. */
  void moveTo(FileName from, Slot target, boolean overwrite) {
    try {
      Libc.renameat2(
          folder.number(),
          Descriptor.terminated(from),
          target.folder.number(),
          Descriptor.terminated(target.name),
          overwrite ? 0 : Libc.RENAME_NOREPLACE);
    } catch (LastErrorException e) {
      throw Failures.of(e, target.path);
    }
  }

  @Override
  public void close() {
    folder.close();
  }
}
