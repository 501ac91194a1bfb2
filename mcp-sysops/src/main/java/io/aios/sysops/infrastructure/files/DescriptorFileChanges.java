package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.FileKind;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.domain.FileStat;
import io.aios.sysops.usecase.FileChanges;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes entries of folders that are held open; one change at a time. */
@Component
final class DescriptorFileChanges implements FileChanges {
  private static final int NEW_FOLDER_MODE = 0755;

  private final DescriptorFiles files;
  private final Policies policies;
  private final AtomicWrite atomicWrite = new AtomicWrite();

  DescriptorFileChanges(DescriptorFiles files, Policies policies) {
    this.files = files;
    this.policies = policies;
  }

  @Override
  public synchronized FilePath write(
      String requested, byte[] content, WriteMode mode, @Nullable String expectedSha256) {
    try (Slot slot = slot(requested)) {
      Optional<FileStat> present = slot.stat();
      present.ifPresent(stat -> requireRegular(slot, stat));
      if (present.isEmpty()) {
        requireVisible(slot);
      }
      if (expectedSha256 != null) {
        Digests.require(slot, expectedSha256);
      }
      if (mode == WriteMode.APPEND && present.isPresent()) {
        atomicWrite.append(slot, content);
      } else {
        atomicWrite.replace(slot, content, present, mode == WriteMode.OVERWRITE);
      }
      return slot.path();
    } catch (IOException e) {
      throw new ToolFailure(
          "io-error", requested + " could not be written: " + e.getClass().getSimpleName() + ".");
    }
  }

  @Override
  public synchronized FilePath createDirectory(String requested) {
    try (Slot slot = slot(requested)) {
      requireVisible(slot);
      Libc.mkdirat(slot.folder().number(), Descriptor.terminated(slot.name()), NEW_FOLDER_MODE);
      return slot.path();
    } catch (LastErrorException e) {
      throw Failures.of(e, requested);
    }
  }

  @Override
  public synchronized FilePath move(String from, String to, boolean overwrite) {
    try (Slot source = slot(from);
        Slot target = slot(to)) {
      requireVisible(target);
      if (source.stat().isEmpty()) {
        throw Failures.absent(source.path());
      }
      source.moveTo(source.name(), target, overwrite);
      return target.path();
    }
  }

  @Override
  public synchronized FilePath delete(String requested) {
    try (Slot slot = slot(requested)) {
      FileStat present = slot.stat().orElseThrow(() -> Failures.absent(slot.path()));
      int flags = present.kind() == FileKind.DIRECTORY ? Libc.AT_REMOVEDIR : 0;
      Libc.unlinkat(slot.folder().number(), Descriptor.terminated(slot.name()), flags);
      return slot.path();
    } catch (LastErrorException e) {
      throw Failures.of(e, requested);
    }
  }

  @Override
  public synchronized FilePath deleteUnchanged(String requested, String expectedSha256) {
    try (Slot slot = slot(requested)) {
      FileStat present = slot.stat().orElseThrow(() -> Failures.absent(slot.path()));
      requireRegular(slot, present);
      Digests.require(slot, expectedSha256);
      Libc.unlinkat(slot.folder().number(), Descriptor.terminated(slot.name()), 0);
      return slot.path();
    } catch (LastErrorException e) {
      throw Failures.of(e, requested);
    } catch (IOException e) {
      throw new ToolFailure("io-error", requested + " could not be read.");
    }
  }

  @Override
  public Optional<Present> present(String requested, long maxBytes) {
    try (Slot slot = slot(requested)) {
      Optional<FileStat> stat = slot.stat();
      if (stat.isEmpty()) {
        return Optional.empty();
      }
      FileStat found = stat.get();
      boolean isRead = found.kind() == FileKind.FILE && found.size() <= maxBytes;
      ByteBuffer content = isRead ? content(slot, maxBytes) : null;
      return Optional.of(new Present(slot.path(), found.kind(), found.size(), content));
    } catch (LastErrorException e) {
      throw Failures.of(e, requested);
    } catch (IOException e) {
      throw new ToolFailure("io-error", requested + " could not be read.");
    }
  }

  /** Null when it has grown over the limit meanwhile. */
  private static @Nullable ByteBuffer content(Slot slot, long maxBytes) throws IOException {
    try (Descriptor file = slot.folder().pin(slot.name());
        InputStream in = Channels.newInputStream(file.reopen(StandardOpenOption.READ))) {
      byte[] content = in.readNBytes(Math.toIntExact(maxBytes) + 1);
      return content.length > maxBytes ? null : ByteBuffer.wrap(content);
    }
  }

  private Slot slot(String requested) {
    Path path = PathRequest.parse(requested);
    Path parent = path.getParent();
    if (parent == null) {
      throw new ToolFailure("path-invalid", "The root folder cannot be changed.");
    }
    return slot(files.resolve(parent), path.getFileName());
  }

  /** The second step, apart so that a test can swap folders between the two. */
  Slot slot(Path realParent, Path fileName) {
    Path real = realParent.resolve(fileName);
    Failures.raise(policies.current().refuseChange(realParent, real));
    FilePath path = PathRequest.names(real);
    FileName name = path.names().getLast();
    try {
      return new Slot(Walk.folder(path.parent()), name, path);
    } catch (LastErrorException e) {
      throw Failures.of(e, path.parent());
    }
  }

  private static void requireRegular(Slot slot, FileStat stat) {
    if (stat.kind() == FileKind.SYMBOLIC_LINK) {
      throw new ToolFailure(
          "symbolic-link",
          slot.path() + " is a symbolic link, which is not written through.",
          "Write to the path it points to.");
    }
    if (stat.kind() != FileKind.FILE) {
      throw Failures.notRegular(slot.path());
    }
  }

  private static void requireVisible(Slot slot) {
    if (!slot.name().isPlain()) {
      throw new ToolFailure(
          "name-not-visible",
          "The new name contains control, formatting or non-UTF-8 characters: " + slot.path().uri(),
          "Choose a name of visible characters.");
    }
  }
}
