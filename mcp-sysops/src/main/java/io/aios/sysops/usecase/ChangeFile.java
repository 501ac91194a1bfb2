package io.aios.sysops.usecase;

import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolUndo;
import io.aios.sysops.domain.FileKind;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.usecase.FileChanges.Present;
import io.aios.sysops.usecase.FileChanges.WriteMode;
import io.aios.sysops.usecase.KeptChanges.Kept;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes a file and keeps what was there, so that the change can be taken back. */
@Component
public final class ChangeFile {
  /** The tool that takes a change back. */
  public static final String UNDO_TOOL = "sysops_restore_file";

  private final FileChanges changes;
  private final KeptChanges kept;
  private final UndoLimits limits;
  private final InstantSource clock;

  /** Held from reading what is there to writing, so that writers here wait instead of failing. */
  private final ReentrantLock turn = new ReentrantLock();

  ChangeFile(FileChanges changes, KeptChanges kept, UndoLimits limits, InstantSource clock) {
    this.changes = changes;
    this.kept = kept;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Writes a file. What is kept is what was replaced: when another program changes the file between
   * the two, nothing is written.
   *
   * @param expectedSha256 digest the present content must have, or null
   */
  public FilePath write(
      String path, byte[] content, WriteMode mode, @Nullable String expectedSha256, ToolCall call) {
    turn.lock();
    try {
      return writeInTurn(path, content, mode, expectedSha256, call);
    } finally {
      turn.unlock();
    }
  }

  private FilePath writeInTurn(
      String path, byte[] content, WriteMode mode, @Nullable String expectedSha256, ToolCall call) {
    Optional<Present> before = changes.present(path, limits.maxFile().toBytes());
    byte[] earlier = before.map(Present::content).map(ByteBuffer::array).orElse(null);
    if (before.isPresent() && earlier == null) {
      FilePath written = changes.write(path, content, mode, expectedSha256);
      call.undo(ToolUndo.impossible(tooLong(before.get())));
      return written;
    }
    WriteMode sure = earlier == null && mode == WriteMode.OVERWRITE ? WriteMode.CREATE : mode;
    String expected =
        expectedSha256 != null || earlier == null ? expectedSha256 : Sha256.of(earlier);
    String left = Sha256.of(mode == WriteMode.APPEND ? joined(earlier, content) : content);
    Kept change = change(path, left, earlier, call);
    return made(change, call, () -> changes.write(path, content, sure, expected));
  }

  public FilePath createDirectory(String path, ToolCall call) {
    Kept change = change(path, null, null, call);
    return made(change, call, () -> changes.createDirectory(path));
  }

  /** Moved back by a move. */
  public FilePath move(String from, String to, boolean overwrite, ToolCall call) {
    boolean replaces = overwrite && changes.present(to, 0).isPresent();
    FilePath target = changes.move(from, to, overwrite);
    call.undo(
        replaces
            ? ToolUndo.impossible("it replaced a file at the target, which is gone")
            : ToolUndo.by("sysops_move_file", Map.of("from", to, "to", from)));
    return target;
  }

  private Kept change(
      String path, @Nullable String written, byte @Nullable [] earlier, ToolCall call) {
    String subject = call.caller().subject();
    String kept64 = earlier == null ? null : Base64.getEncoder().encodeToString(earlier);
    return new Kept(UUID.randomUUID().toString(), subject, path, written, kept64, false);
  }

  private FilePath made(Kept change, ToolCall call, java.util.function.Supplier<FilePath> work) {
    kept.put(change);
    try {
      FilePath path = work.get();
      call.undo(
          new ToolUndo.By(
              UNDO_TOOL, Map.of("change", change.id()), clock.instant().plus(limits.keepFor())));
      return path;
    } catch (RuntimeException e) {
      kept.forget(change.id());
      throw e;
    }
  }

  private String tooLong(Present before) {
    return before.kind() == FileKind.FILE
        ? "the earlier content has %d bytes; at most %d are kept"
            .formatted(before.bytes(), limits.maxFile().toBytes())
        : "what was there is no regular file";
  }

  private static byte[] joined(byte @Nullable [] earlier, byte[] content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (earlier != null) {
      all.writeBytes(earlier);
    }
    all.writeBytes(content);
    return all.toByteArray();
  }
}
