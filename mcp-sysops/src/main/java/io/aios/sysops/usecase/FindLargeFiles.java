package io.aios.sysops.usecase;

import io.aios.platform.tools.ToolCall;
import io.aios.sysops.domain.Access;
import io.aios.sysops.domain.FileKind;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FileStat;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the largest files below a folder; a file with many names counts once. */
@Component
public final class FindLargeFiles {
  private static final long ENTRY_LIMIT = 2_000_000;

  private final RootedFiles files;

  FindLargeFiles(RootedFiles files) {
    this.files = files;
  }

  /**
   * @param bytes apparent size
   * @param uri exact name where the path is not
   */
  public record LargeFile(String path, long bytes, long allocatedBytes, @Nullable String uri) {}

  /**
   * @param complete false when the search ended at a limit or was cancelled
   * @param skippedFolders folders that could not be entered
   */
  public record Found(List<LargeFile> files, long scanned, boolean complete, long skippedFolders) {}

  public Found find(String path, int count, long minimumBytes, ToolCall call) {
    var largest = new Largest(count, minimumBytes);
    try (Node node = files.open(path, Access.READ);
        Folder root = node.folder()) {
      TreeWalk walk = new TreeWalk(call, ENTRY_LIMIT, false, largest).run(root);
      return new Found(largest.sorted(), walk.entries(), walk.complete(), walk.skippedFolders());
    }
  }

  private static final class Largest implements TreeWalk.Visitor {
    private static final Comparator<LargeFile> BY_SIZE =
        Comparator.comparingLong(LargeFile::bytes).thenComparing(LargeFile::path);

    private final PriorityQueue<LargeFile> queue = new PriorityQueue<>(BY_SIZE);
    private final Set<Long> linkedInodes = new HashSet<>();
    private final int count;
    private final long minimumBytes;

    Largest(int count, long minimumBytes) {
      this.count = count;
      this.minimumBytes = minimumBytes;
    }

    @Override
    public void visit(Folder folder, FileName name, FileStat stat) {
      if (stat.kind() != FileKind.FILE
          || stat.size() < minimumBytes
          || (stat.links() > 1 && !linkedInodes.add(stat.inode()))) {
        return;
      }
      if (queue.size() < count || stat.size() > queue.element().bytes()) {
        var path = folder.path().child(name);
        queue.add(new LargeFile(path.text(), stat.size(), stat.allocated(), path.exactUri()));
      }
      if (queue.size() > count) {
        queue.remove();
      }
    }

    List<LargeFile> sorted() {
      return queue.stream().sorted(BY_SIZE.reversed()).toList();
    }
  }
}
