package io.aios.security.audit.infrastructure.files;

import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.security.audit.domain.SignedCheckpoint;
import io.aios.security.audit.usecase.CheckpointNotes;
import io.aios.security.audit.usecase.Checkpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The note in a file of the owner's, which may lie on another disk. */
public final class FileCheckpoints implements Checkpoints {
  private final Path file;
  private final CheckpointNotes notes;

  public FileCheckpoints(Path file, CheckpointNotes notes) {
    this.file = file;
    this.notes = notes;
  }

  @Override
  public Optional<String> last() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The ledger's checkpoint " + file + " cannot be read", e);
    }
  }

  @Override
  public synchronized void keep(SignedCheckpoint signed) {
    long kept = last().flatMap(notes::read).map(last -> last.checkpoint().size()).orElse(-1L);
    if (kept <= signed.checkpoint().size()) {
      OwnerOnlyFiles.replace(file, signed.note().getBytes(StandardCharsets.UTF_8));
    }
  }
}
