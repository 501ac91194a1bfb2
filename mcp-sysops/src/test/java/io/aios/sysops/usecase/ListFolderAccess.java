package io.aios.sysops.usecase;

import io.aios.sysops.domain.Paging;

/** Opens the use cases' constructors to tests of other packages. */
public final class ListFolderAccess {
  private ListFolderAccess() {}

  public static ListFolder.Listing list(RootedFiles files, String path, Paging paging) {
    return new ListFolder(files).list(path, paging);
  }
}
