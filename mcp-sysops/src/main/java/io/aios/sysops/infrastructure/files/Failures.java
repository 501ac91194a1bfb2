package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.Refusal;
import java.util.Optional;

/** Names what the operating system or the policy said. */
final class Failures {
  private Failures() {}

  static void raise(Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      Refusal cause = refusal.get();
      throw new ToolFailure(cause.code(), cause.message(), cause.nextStep());
    }
  }

  static ToolFailure of(LastErrorException error, Object path) {
    return of(error.getErrorCode(), path);
  }

  static ToolFailure of(int error, Object path) {
    return switch (error) {
      case Libc.ENOENT -> absent(path);
      case Libc.EACCES, Libc.EPERM -> denied(path);
      case Libc.EEXIST ->
          new ToolFailure("path-exists", path + " exists.", "Choose another name or overwrite it.");
      case Libc.ENOTDIR, Libc.ELOOP -> changed(path);
      case Libc.EXDEV ->
          new ToolFailure(
              "different-file-system",
              path + " is on another file system, where a move is not atomic.",
              "Write the content at the target, then delete the source.");
      case Libc.EISDIR -> notRegular(path);
      case Libc.ENOTEMPTY ->
          new ToolFailure(
              "directory-not-empty", path + " is not empty.", "Delete its entries first.");
      default -> new ToolFailure("io-error", path + ": error number " + error + ".");
    };
  }

  static ToolFailure absent(Object path) {
    return new ToolFailure("path-not-found", path + " does not exist.", "List its parent folder.");
  }

  static ToolFailure denied(Object path) {
    return new ToolFailure(
        "permission-denied",
        "The operating system denies " + path + " to the server's user.",
        "Change the file's permissions or the server's user.");
  }

  static ToolFailure changed(Object path) {
    return new ToolFailure(
        "path-changed",
        path + " was replaced while it was being opened, or is not a folder.",
        "Look at the path again.");
  }

  static ToolFailure notRegular(Object path) {
    return new ToolFailure(
        "not-a-regular-file",
        path + " is a folder, pipe, socket or device.",
        "Use sysops_get_file_info to see its kind.");
  }
}
