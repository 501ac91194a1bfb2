package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.sysops.domain.FileKind;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.domain.FileStat;
import io.aios.sysops.usecase.Folder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A folder by its descriptor. */
final class OpenFolder implements Folder {
  private final Descriptor descriptor;
  private final FilePath path;
  private final HiddenFiles hidden;

  OpenFolder(Descriptor descriptor, FilePath path, HiddenFiles hidden) {
    this.descriptor = descriptor;
    this.path = path;
    this.hidden = hidden;
  }

  @Override
  public FilePath path() {
    return path;
  }

  @Override
  public FileStat stat() {
    return descriptor.stat();
  }

  @Override
  public List<FileName> names(int limit) {
    return Names.list(descriptor, limit, name -> !hidden.contains(name));
  }

  @Override
  public Optional<FileStat> stat(FileName name) {
    try {
      return Optional.of(descriptor.stat(name)).filter(stat -> !hidden.contains(name, stat));
    } catch (LastErrorException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Folder> enter(FileName name) {
    try {
      Descriptor child = descriptor.openFolder(name);
      if (hidden.contains(name, child.stat())) {
        child.close();
        return Optional.empty();
      }
      return Optional.of(new OpenFolder(child, path.child(name), hidden));
    } catch (LastErrorException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<FileChannel> open(FileName name) {
    try (Descriptor pinned = descriptor.pin(name)) {
      if (pinned.stat().kind() != FileKind.FILE || hidden.contains(name)) {
        return Optional.empty();
      }
      return Optional.of(pinned.reopen(StandardOpenOption.READ));
    } catch (LastErrorException | IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
