package io.aios.sysops.usecase;

import com.google.re2j.Pattern;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.Access;
import io.aios.sysops.domain.LogTime;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the last lines of a log file that a caller asks for; gzip is read as text. */
@Component
public final class ReadLog {
  /** Only so much of the end of a plain file is looked at, and of the start of a gzip file. */
  static final long SCAN_BYTES = 64L << 20;

  private static final int LONGEST_LINE = 4_000;

  private final RootedFiles files;
  private final Clock clock;

  ReadLog(RootedFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * @param since lines with an older time are left out, or null
   * @param grep expression a line must contain, or null
   */
  public record Query(
      String path, int lines, @Nullable Instant since, @Nullable String grep, boolean ignoreCase) {}

  /**
   * @param matched lines that met the conditions, of which the last are shown
   * @param scannedFromStart false when the file is longer than what is looked at
   */
  public record Tail(String path, List<String> lines, long matched, boolean scannedFromStart) {}

  public Tail read(Query query, ToolCall call) {
    try (Node node = files.open(query.path(), Access.LOG);
        FileChannel channel = node.open()) {
      boolean zipped = node.path().text().endsWith(".gz");
      long start = zipped ? 0 : Math.max(0, channel.size() - SCAN_BYTES);
      InputStream in = Channels.newInputStream(channel.position(start));
      var selection = new Selection(query, start > 0, call, ZonedDateTime.now(clock));
      Lines.visit(new BufferedInputStream(zipped ? new GZIPInputStream(in) : in), selection);
      return new Tail(
          node.path().text(), List.copyOf(selection.kept), selection.matched, start == 0);
    } catch (IOException e) {
      throw new ToolFailure("io-error", query.path() + " could not be read as a log.");
    }
  }

  private static final class Selection implements Lines.Visitor {
    private final Query query;
    private final @Nullable Pattern grep;
    private final boolean startsInside;
    private final ToolCall call;
    private final ZonedDateTime now;
    private final Deque<String> kept = new ArrayDeque<>();
    private long matched;
    private long bytes;
    private boolean recent;

    Selection(Query query, boolean startsInside, ToolCall call, ZonedDateTime now) {
      this.query = query;
      this.grep = query.grep() == null ? null : Lines.pattern(query.grep(), query.ignoreCase());
      this.startsInside = startsInside;
      this.call = call;
      this.now = now;
      this.recent = query.since() == null;
    }

    @Override
    public boolean line(int number, String text) {
      bytes += text.length();
      boolean half = startsInside && number == 1;
      if (!half && isRecent(text) && (grep == null || grep.matcher(text).find())) {
        keep(text);
      }
      return bytes <= SCAN_BYTES && !call.cancelled();
    }

    /** A line without a time belongs to the one before. */
    private boolean isRecent(String text) {
      if (query.since() != null) {
        LogTime.of(text, now).ifPresent(time -> recent = !time.isBefore(query.since()));
      }
      return recent;
    }

    private void keep(String text) {
      matched++;
      kept.addLast(Lines.cut(text, LONGEST_LINE));
      if (kept.size() > query.lines()) {
        kept.removeFirst();
      }
    }
  }
}
