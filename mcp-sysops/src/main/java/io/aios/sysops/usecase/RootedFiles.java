package io.aios.sysops.usecase;

import io.aios.sysops.domain.Access;

/** Files within the allowed roots. */
public interface RootedFiles {
  /**
   * Opens what a path names, following links as long as they end inside a root.
   *
   * @param requested an absolute path, or a {@code file:} URI for a name that is not UTF-8
   * @throws io.aios.platform.tools.ToolFailure when it is absent, refused, or changes meanwhile
   */
  Node open(String requested, Access access);
}
