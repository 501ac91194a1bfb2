package io.aios.security.infrastructure.files;

import io.aios.security.domain.LedgerHead;
import io.aios.security.usecase.Checkpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The head as {@code <index> <hash>} in a file of the owner's. */
public final class FileCheckpoints implements Checkpoints {
  private final Path file;

  public FileCheckpoints(Path file) {
    this.file = file;
  }

  @Override
  public Optional<LedgerHead> last() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> parts = List.of(Files.readString(file).strip().split(" ", 2));
      return Optional.of(new LedgerHead(Long.parseLong(parts.getFirst()), parts.getLast()));
    } catch (IOException e) {
      throw new UncheckedIOException("The ledger's checkpoint " + file + " cannot be read", e);
    }
  }

  /** Of two writers the one that is further wins: the file never goes back. */
  @Override
  public synchronized void keep(LedgerHead head) {
    if (last().map(LedgerHead::index).orElse(0L) < head.index()) {
      OwnerOnlyFiles.replace(
          file, (head.index() + " " + head.hash() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
