package io.aios.sysops.usecase;

import io.aios.sysops.usecase.FileChanges.Present;
import io.aios.sysops.usecase.FileChanges.WriteMode;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says what a change would do, as things stand. */
@Component
public final class PreviewChange {
  private final FileChanges changes;

  PreviewChange(FileChanges changes) {
    this.changes = changes;
  }

  public String write(String path, int bytes, WriteMode mode) {
    Optional<Present> present = changes.present(path, 0);
    if (present.isEmpty()) {
      return "Would create " + path + " with " + bytes + " bytes.";
    }
    String there = described(present.get());
    return switch (mode) {
      case CREATE -> "Would fail: there is " + there + " already.";
      case OVERWRITE -> "Would replace " + there + " by " + bytes + " bytes.";
      case APPEND -> "Would add " + bytes + " bytes to " + there + ".";
    };
  }

  public String move(String from, String to, boolean overwrite) {
    Optional<Present> source = changes.present(from, 0);
    if (source.isEmpty()) {
      return "Would fail: there is no " + from + ".";
    }
    Optional<Present> target = changes.present(to, 0);
    String moved = "Would move " + described(source.get()) + " to " + to;
    if (target.isEmpty()) {
      return moved + ".";
    }
    String there = described(target.get());
    return overwrite
        ? moved + " and replace " + there + "."
        : "Would fail: there is " + there + " already.";
  }

  public String delete(String path) {
    return changes
        .present(path, 0)
        .map(present -> "Would delete " + described(present) + " for good.")
        .orElse("Would fail: there is no " + path + ".");
  }

  private static String described(Present present) {
    String kind = present.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "the " + kind + " " + present.path() + " of " + present.bytes() + " bytes";
  }
}
