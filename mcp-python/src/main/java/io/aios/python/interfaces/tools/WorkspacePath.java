package io.aios.python.interfaces.tools;

import io.aios.platform.tools.ToolFailure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tells callers early that a path is not one inside a workspace. That it cannot lead out of it, by
 * links for example, is the sandbox's doing and not this check's.
 */
final class WorkspacePath {
  private WorkspacePath() {}

  static Map<String, String> checked(Map<String, String> files) {
    files.keySet().forEach(WorkspacePath::checked);
    return files;
  }

  static String checked(String path) {
    try {
      Path normal = Path.of(path).normalize();
      if (path.isBlank() || normal.isAbsolute() || normal.startsWith("..")) {
        throw outside(path);
      }
      return path;
    } catch (InvalidPathException e) {
      throw outside(path);
    }
  }

  private static ToolFailure outside(String path) {
    return new ToolFailure(
        "path-outside-workspace",
        "'" + path + "' is not a path inside the workspace",
        "give a path relative to the workspace, such as data/table.csv");
  }
}
