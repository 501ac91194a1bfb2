package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.FileKind;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.domain.FileStat;
import io.aios.sysops.usecase.Folder;
import io.aios.sysops.usecase.Node;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.StandardOpenOption;

/** Whatever a path names, pinned by its descriptor. */
final class OpenNode implements Node {
  private final Descriptor descriptor;
  private final FilePath path;
  private final FileStat stat;
  private final HiddenFiles hidden;

  OpenNode(Descriptor descriptor, FilePath path, HiddenFiles hidden) {
    this.descriptor = descriptor;
    this.path = path;
    this.hidden = hidden;
    this.stat = descriptor.stat();
  }

  @Override
  public FilePath path() {
    return path;
  }

  @Override
  public FileStat stat() {
    return stat;
  }

  @Override
  public FileChannel open() {
    if (stat.kind() != FileKind.FILE) {
      throw Failures.notRegular(path);
    }
    try {
      return descriptor.reopen(StandardOpenOption.READ);
    } catch (AccessDeniedException e) {
      throw Failures.denied(path);
    } catch (IOException e) {
      throw new ToolFailure("io-error", path + " cannot be opened.");
    }
  }

  @Override
  public Folder folder() {
    if (stat.kind() != FileKind.DIRECTORY) {
      throw new ToolFailure(
          "not-a-directory", path + " is not a folder.", "Give its parent folder.");
    }
    try {
      return new OpenFolder(descriptor.reopenFolder(), path, hidden);
    } catch (LastErrorException e) {
      throw Failures.of(e, path);
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
