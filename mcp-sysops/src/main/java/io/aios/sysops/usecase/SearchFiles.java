package io.aios.sysops.usecase;

import com.google.re2j.Pattern;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.Access;
import io.aios.sysops.domain.FileKind;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.domain.FileStat;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds files by the form of their names and the lines in them. */
@Component
public final class SearchFiles {
  private static final long ENTRY_LIMIT = 1_000_000;

  private final RootedFiles files;

  SearchFiles(RootedFiles files) {
    this.files = files;
  }

  /**
   * @param nameGlob matched with the file's name alone, or null for every file
   * @param content a regular expression in RE2 syntax that a line must contain, or null for files
   *     by name only
   * @param limit matches to return
   * @param largestFile files with more bytes are not read
   */
  public record Query(
      String path,
      @Nullable String nameGlob,
      @Nullable String content,
      boolean ignoreCase,
      int limit,
      long largestFile) {}

  /**
   * @param line number from 1, or null when only the name was asked for
   * @param text the line, cut at 500 characters
   */
  public record Match(
      String path, @Nullable String uri, @Nullable Integer line, @Nullable String text) {}

  /**
   * @param complete false when a limit or a cancellation ended the search
   * @param skippedFiles files not read: binary, too large, or not permitted
   */
  public record Found(
      List<Match> matches,
      long scanned,
      boolean complete,
      long skippedFiles,
      long skippedFolders) {}

  public Found search(Query query, ToolCall call) {
    var search = new Search(query, call);
    try (Node node = files.open(query.path(), Access.READ);
        Folder root = node.folder()) {
      return search.run(root);
    }
  }

  private static final class Search implements TreeWalk.Visitor {
    private final Query query;
    private final @Nullable PathMatcher name;
    private final @Nullable Pattern content;
    private final List<Match> matches = new ArrayList<>();
    private final TreeWalk walk;
    private final ToolCall call;
    private long skipped;

    Search(Query query, ToolCall call) {
      this.query = query;
      this.call = call;
      this.name = query.nameGlob() == null ? null : glob(query.nameGlob());
      this.content =
          query.content() == null ? null : Lines.pattern(query.content(), query.ignoreCase());
      this.walk = new TreeWalk(call, ENTRY_LIMIT, false, this);
    }

    Found run(Folder root) {
      walk.run(root);
      return new Found(matches, walk.entries(), walk.complete(), skipped, walk.skippedFolders());
    }

    @Override
    public void visit(Folder folder, FileName entry, FileStat stat) {
      if (stat.kind() != FileKind.FILE || (name != null && !name.matches(nameOf(entry)))) {
        return;
      }
      FilePath path = folder.path().child(entry);
      if (content == null) {
        add(path, null, null);
      } else if (stat.size() > query.largestFile()) {
        skipped++;
      } else {
        folder.open(entry).ifPresentOrElse(file -> read(path, file, content), () -> skipped++);
      }
    }

    private void read(FilePath path, FileChannel channel, Pattern pattern) {
      boolean text =
          Lines.read(
              channel,
              (number, line) -> {
                if (pattern.matcher(line).find()) {
                  add(path, number, Lines.cut(line));
                }
                return matches.size() < query.limit() && !call.cancelled();
              });
      skipped += text ? 0 : 1;
    }

    private void add(FilePath path, @Nullable Integer line, @Nullable String text) {
      if (matches.size() < query.limit()) {
        matches.add(new Match(path.text(), path.exactUri(), line, text));
      }
      if (matches.size() >= query.limit()) {
        walk.stop();
      }
    }

    private static Path nameOf(FileName entry) {
      return Path.of(entry.isPlain() ? entry.text() : entry.text().replace('\uFFFD', '?'));
    }

    private static PathMatcher glob(String glob) {
      try {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
      } catch (IllegalArgumentException e) {
        throw new ToolFailure(
            "glob-invalid", "'" + glob + "' is not a glob.", "Write something like *.log.");
      }
    }
  }
}
