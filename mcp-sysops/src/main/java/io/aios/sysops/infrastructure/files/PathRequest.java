package io.aios.sysops.infrastructure.files;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.FilePath;
import java.net.URI;
import java.nio.file.Path;

/** Reads the path a caller wrote. */
final class PathRequest {
  private PathRequest() {}

  /** An absolute path without {@code ..}; a {@code file:} URI keeps bytes that are not UTF-8. */
  static Path parse(String requested) {
    Path path;
    try {
      path = requested.startsWith("file:") ? Path.of(URI.create(requested)) : Path.of(requested);
    } catch (IllegalArgumentException e) {
      throw invalid("cannot be a path");
    }
    if (!path.isAbsolute()) {
      throw invalid("is not absolute: '" + requested + "'");
    }
    for (Path name : path) {
      if (name.toString().equals("..")) {
        throw invalid("contains '..': '" + requested + "'");
      }
    }
    return path.normalize();
  }

  /** The raw names of a path that has been parsed. */
  static FilePath names(Path path) {
    return FilePath.ofRawUriPath(path.toUri().getRawPath());
  }

  private static ToolFailure invalid(String why) {
    return new ToolFailure(
        "path-invalid", "The path " + why + ".", "Give an absolute path or a file: URI.");
  }
}
