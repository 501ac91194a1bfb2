package io.aios.sysops.usecase;

import io.aios.platform.tools.Caller;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.usecase.FileChanges.Present;
import io.aios.sysops.usecase.FileChanges.WriteMode;
import io.aios.sysops.usecase.KeptChanges.Kept;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes a change back, while the file is still as the change left it. */
@Component
public final class RestoreFile {
  private final FileChanges changes;
  private final KeptChanges kept;

  RestoreFile(FileChanges changes, KeptChanges kept) {
    this.changes = changes;
    this.kept = kept;
  }

  /**
   * Where the change was; taking it back twice does nothing more.
   *
   * @throws ToolFailure {@code unknown-change}, also for somebody else's; {@code content-changed}
   *     when the file was changed since
   */
  public String restore(Caller caller, String id) {
    Kept change =
        kept.find(id)
            .filter(one -> one.subject().equals(caller.subject()))
            .orElseThrow(() -> unknown(id));
    if (!change.taken()) {
      restore(change);
      kept.taken(change);
    }
    return change.uri();
  }

  private FilePath restore(Kept change) {
    String written = change.writtenSha256();
    String earlier = change.earlier();
    if (written == null) {
      return changes.delete(change.uri());
    }
    Optional<Present> present = changes.present(change.uri(), 0);
    if (present.isEmpty()) {
      throw new ToolFailure(
          "content-changed", change.uri() + " has been removed since it was written.");
    }
    return earlier == null
        ? changes.deleteUnchanged(change.uri(), written)
        : changes.write(
            change.uri(), Base64.getDecoder().decode(earlier), WriteMode.OVERWRITE, written);
  }

  private static ToolFailure unknown(String id) {
    return new ToolFailure(
        "unknown-change",
        "The change '" + id + "' is unknown, or no longer kept.",
        "Changes are kept for some days, and for who made them.");
  }
}
