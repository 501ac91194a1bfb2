package io.aios.sysops.infrastructure.files;

import io.aios.platform.tools.Caller;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolUndo;
import io.aios.sysops.usecase.RootedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;

/**
 * A read root, a write root and the suite's data, in one temporary folder, and what lies outside.
 */
public final class Roots {
  public final Path open;
  public final Path outside;
  public final Path data;
  public final Path workspace;
  final Policies policies;
  final DescriptorFiles files;
  final DescriptorFileChanges changes;

  public Roots(Path folder) throws IOException {
    open = Files.createDirectory(folder.resolve("open"));
    outside = Files.createDirectory(folder.resolve("outside"));
    data = Files.createDirectory(open.resolve("data"));
    workspace = Files.createDirectory(data.resolve("workspace"));
    var properties =
        new FileAccessProperties(
            List.of(open), List.of(workspace), List.of(open), Set.of(".ssh", "keyrings"));
    policies = new Policies(properties, data);
    files = new DescriptorFiles(policies);
    changes = new DescriptorFileChanges(files, policies);
  }

  public RootedFiles files() {
    return files;
  }

  /** The code of the failure that something ends with. */
  static String failure(ThrowingCallable action) {
    return Assertions.assertThrows(io.aios.platform.tools.ToolFailure.class, () -> action.call())
        .code();
  }

  /** A call with all the time in the world. */
  public static ToolCall call() {
    return new ToolCall() {
      @Override
      public Caller caller() {
        return new Caller("ada", "test", null);
      }

      @Override
      public Duration remaining() {
        return Duration.ofMinutes(1);
      }

      @Override
      public void undo(ToolUndo undo) {}

      @Override
      public boolean cancelled() {
        return false;
      }

      @Override
      public void progress(double fraction, String message) {}
    };
  }
}
