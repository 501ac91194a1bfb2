package io.aios.sysops.usecase;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.aios.platform.tools.ToolFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads text line by line in bounded memory. Bytes that are not UTF-8 are replaced; expressions are
 * RE2, whose time grows with the text only, whatever the expression.
 */
final class Lines {
  private static final int LONGEST = 64 * 1024;
  private static final int SHOWN = 500;
  private static final int PROBE = 8 * 1024;
  private static final int LONGEST_PATTERN = 1_000;

  private Lines() {}

  /** Takes a line with its number from 1; false ends the reading. */
  interface Visitor {
    boolean line(int number, String text);
  }

  static Pattern pattern(String expression, boolean ignoreCase) {
    if (expression.length() > LONGEST_PATTERN) {
      throw new ToolFailure(
          "pattern-too-long",
          "The expression has %d characters; the limit is %d."
              .formatted(expression.length(), LONGEST_PATTERN));
    }
    try {
      return Pattern.compile(expression, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw new ToolFailure(
          "pattern-invalid",
          "'" + expression + "' is not a regular expression: " + e.getDescription() + ".",
          "RE2 syntax has no look-around and no back-references.");
    }
  }

  /** Closes the channel. False, and no line visited, when the head holds a NUL byte: not text. */
  static boolean read(FileChannel channel, Visitor visitor) {
    try (InputStream in = new BufferedInputStream(Channels.newInputStream(channel), PROBE)) {
      in.mark(PROBE);
      if (isBinary(in.readNBytes(PROBE))) {
        return false;
      }
      in.reset();
      visit(in, visitor);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Lines longer than 64 KiB lose their tail. */
  static void visit(InputStream in, Visitor visitor) throws IOException {
    byte[] line = new byte[LONGEST];
    int length = 0;
    int number = 1;
    boolean pending = false;
    for (int next = in.read(); next >= 0; next = in.read()) {
      pending = next != '\n';
      if (pending) {
        if (length < LONGEST) {
          line[length++] = (byte) next;
        }
      } else if (!visitor.line(number++, decode(line, length))) {
        return;
      } else {
        length = 0;
      }
    }
    if (pending) {
      visitor.line(number, decode(line, length));
    }
  }

  static boolean isBinary(byte[] head) {
    for (byte b : head) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  static String cut(String line) {
    return cut(line, SHOWN);
  }

  static String cut(String line, int longest) {
    return line.length() <= longest ? line : line.substring(0, longest) + "…";
  }

  private static String decode(byte[] line, int length) {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(Arrays.copyOf(line, end), StandardCharsets.UTF_8);
  }
}
