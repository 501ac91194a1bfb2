package io.aios.sysops.usecase;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.Access;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a part of a file: lines of text, or bytes in base64. */
@Component
public final class ReadFile {
  /** Bytes of one answer; the caller goes on from the offset it is given. */
  public static final int ANSWER_BYTES = 256 * 1024;

  private static final int PROBE = 8 * 1024;

  private final RootedFiles files;

  ReadFile(RootedFiles files) {
    this.files = files;
  }

  /**
   * @param text the lines, or null for base64
   * @param base64 the bytes, or null for text
   * @param offset first line (from 0) or byte of this part
   * @param nextOffset where to go on, or null at the end
   * @param bytes size of the whole file
   */
  public record Part(
      String path,
      @Nullable String text,
      @Nullable String base64,
      long offset,
      @Nullable Long nextOffset,
      long bytes) {}

  /** Lines from {@code offset}, counted from 0. */
  public Part lines(String path, long offset, int limit) {
    try (Node node = files.open(path, Access.READ);
        InputStream in = new BufferedInputStream(Channels.newInputStream(node.open()), PROBE)) {
      in.mark(PROBE);
      if (Lines.isBinary(in.readNBytes(PROBE))) {
        throw new ToolFailure(
            "binary-file",
            node.path() + " is not text: it contains NUL bytes.",
            "Ask for encoding base64, offset and limit then count bytes.");
      }
      in.reset();
      var window = new Window(offset, limit);
      Lines.visit(in, window);
      return new Part(
          node.path().text(), window.text(), null, offset, window.next(), node.stat().size());
    } catch (IOException e) {
      throw failed(path);
    }
  }

  /** Bytes from {@code offset}. */
  public Part bytes(String path, long offset, int limit) {
    try (Node node = files.open(path, Access.READ);
        var channel = node.open();
        InputStream in = Channels.newInputStream(channel.position(offset))) {
      byte[] part = in.readNBytes(Math.min(limit, ANSWER_BYTES));
      Long next = in.read() < 0 ? null : offset + part.length;
      String encoded = Base64.getEncoder().encodeToString(part);
      return new Part(node.path().text(), null, encoded, offset, next, node.stat().size());
    } catch (IOException e) {
      throw failed(path);
    }
  }

  private static ToolFailure failed(String path) {
    return new ToolFailure("io-error", path + " could not be read.");
  }

  private static final class Window implements Lines.Visitor {
    private final StringBuilder text = new StringBuilder();
    private final long offset;
    private final int limit;
    private @Nullable Long next;

    Window(long offset, int limit) {
      this.offset = offset;
      this.limit = limit;
    }

    @Override
    public boolean line(int number, String line) {
      long index = number - 1L;
      if (index < offset) {
        return true;
      }
      if (index >= offset + limit || text.length() >= ANSWER_BYTES) {
        next = index;
        return false;
      }
      text.append(line).append('\n');
      return true;
    }

    String text() {
      return text.toString();
    }

    @Nullable Long next() {
      return next;
    }
  }
}
