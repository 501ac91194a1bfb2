package io.aios.sysops.usecase;

import io.aios.platform.tools.ToolCall;
import io.aios.sysops.domain.Access;
import io.aios.sysops.domain.FileKind;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.domain.FileStat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Measures what folders take on the device: allocated blocks, not apparent sizes, and an inode with
 * many names once, at the first of them in name order.
 */
@Component
public final class MeasureDiskUsage {
  private static final long ENTRY_LIMIT = 2_000_000;

  private final RootedFiles files;

  MeasureDiskUsage(RootedFiles files) {
    this.files = files;
  }

  /**
   * What to measure and how much of it to show.
   *
   * @param depth levels of folders shown below the start
   * @param limit folders shown, the largest first
   */
  public record Question(String path, int depth, int limit, boolean crossFileSystems) {}

  /**
   * @param allocatedBytes of everything below, itself included
   * @param files regular files below
   */
  public record FolderUsage(
      String path, @Nullable String uri, int depth, long allocatedBytes, long files) {}

  /**
   * @param complete false when a limit or a cancellation ended the measurement: sums are lower
   *     bounds
   */
  public record Usage(
      long allocatedBytes,
      long entries,
      List<FolderUsage> folders,
      int foldersOmitted,
      boolean complete,
      long skippedFolders) {}

  public Usage measure(Question question, ToolCall call) {
    try (Node node = files.open(question.path(), Access.READ);
        Folder root = node.folder()) {
      var sums = new Sums(root.path(), root.stat().allocated(), question.depth());
      var walk = new TreeWalk(call, ENTRY_LIMIT, question.crossFileSystems(), sums).run(root);
      List<FolderUsage> all = sums.largestFirst();
      List<FolderUsage> shown = all.subList(0, Math.min(question.limit(), all.size()));
      return new Usage(
          sums.total(),
          walk.entries(),
          shown,
          all.size() - shown.size(),
          walk.complete(),
          walk.skippedFolders());
    }
  }

  /** Sums on the way up: the top of the stack is the folder being walked. */
  private static final class Sums implements TreeWalk.Visitor {
    private final int start;
    private final int depth;
    private final Deque<Sum> open = new ArrayDeque<>();
    private final List<FolderUsage> closed = new ArrayList<>();
    private final Set<Inode> linked = new HashSet<>();
    private long total;

    private static final class Sum {
      private final FilePath path;
      private long allocated;
      private long files;

      Sum(FilePath path, long allocated) {
        this.path = path;
        this.allocated = allocated;
      }
    }

    private record Inode(long device, long inode) {}

    Sums(FilePath root, long allocated, int depth) {
      this.start = root.names().size();
      this.depth = depth;
      open.push(new Sum(root, allocated));
    }

    @Override
    public void visit(Folder folder, FileName name, FileStat stat) {
      leaveUntil(folder.path());
      if (stat.kind() == FileKind.DIRECTORY) {
        open.push(new Sum(folder.path().child(name), stat.allocated()));
        return;
      }
      Sum sum = open.element();
      if (stat.links() == 1 || linked.add(new Inode(stat.device(), stat.inode()))) {
        sum.allocated += stat.allocated();
      }
      sum.files += stat.kind() == FileKind.FILE ? 1 : 0;
    }

    /** Folders that were not entered close here too. */
    private void leaveUntil(FilePath path) {
      while (open.size() > 1 && !open.element().path.equals(path)) {
        close();
      }
    }

    private void close() {
      Sum sum = open.pop();
      int level = sum.path.names().size() - start;
      if (level <= depth) {
        closed.add(
            new FolderUsage(sum.path.text(), sum.path.exactUri(), level, sum.allocated, sum.files));
      }
      if (open.isEmpty()) {
        total = sum.allocated;
      } else {
        open.element().allocated += sum.allocated;
        open.element().files += sum.files;
      }
    }

    List<FolderUsage> largestFirst() {
      while (!open.isEmpty()) {
        close();
      }
      closed.sort(Comparator.comparingLong(FolderUsage::allocatedBytes).reversed());
      return closed;
    }

    long total() {
      return total;
    }
  }
}
