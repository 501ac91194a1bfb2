package io.aios.sysops.usecase;

import io.aios.sysops.domain.Access;
import io.aios.sysops.domain.FileEntry;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.Paging;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the entries of one folder in the order of their names. */
@Component
public final class ListFolder {
  private static final int MOST = 100_000;

  private final RootedFiles files;

  ListFolder(RootedFiles files) {
    this.files = files;
  }

  /**
   * @param total entries, at most 100,000 are seen
   * @param nextCursor for the following entries, or null at the end
   */
  public record Listing(
      String path, List<FileEntry> entries, int total, @Nullable String nextCursor) {}

  public Listing list(String path, Paging paging) {
    try (Node node = files.open(path, Access.READ);
        Folder folder = node.folder()) {
      List<FileName> names = folder.names(MOST);
      List<FileEntry> entries =
          paging.of(names.stream().sorted().toList()).stream()
              .flatMap(name -> entry(folder, name))
              .toList();
      return new Listing(folder.path().text(), entries, names.size(), paging.next(names.size()));
    }
  }

  private static Stream<FileEntry> entry(Folder folder, FileName name) {
    return folder.stat(name).stream().map(stat -> FileEntry.of(folder.path().child(name), stat));
  }
}
