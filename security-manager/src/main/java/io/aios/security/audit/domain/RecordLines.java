package io.aios.security.audit.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The JSON of a batch's records as UTF-8, a line each, without an object for every line: a verifier
 * reads them all.
 */
public final class RecordLines {
  private static final byte BREAK = '\n';

  private final byte[] text;

  /** Where each line ends; the next begins after the line break. */
  private final int[] ends;

  private RecordLines(byte[] text, int[] ends) {
    this.text = text;
    this.ends = ends;
  }

  /**
   * @param text lines with line breaks between them and none at the end; it is not copied
   */
  public static RecordLines of(byte[] text) {
    int[] ends = new int[16];
    int lines = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] == BREAK) {
        if (lines == ends.length) {
          ends = Arrays.copyOf(ends, 2 * lines);
        }
        ends[lines++] = i;
      }
    }
    return new RecordLines(text, Arrays.copyOf(ends, lines));
  }

  /** One after the other, as {@link #of(byte[])} takes them apart. */
  public static byte[] join(List<byte[]> lines) {
    byte[] text = new byte[lines.stream().mapToInt(line -> line.length + 1).sum() - 1];
    int at = 0;
    for (byte[] line : lines) {
      System.arraycopy(line, 0, text, at, line.length);
      at += line.length;
      if (at < text.length) {
        text[at++] = BREAK;
      }
    }
    return text;
  }

  public int size() {
    return ends.length;
  }

  /** What the lines are parts of, from {@link #start} to {@link #end}; not to be changed. */
  public byte[] text() {
    return text;
  }

  public int start(int line) {
    return line == 0 ? 0 : ends[line - 1] + 1;
  }

  public int end(int line) {
    return ends[line];
  }

  public String line(int line) {
    int start = start(line);
    return new String(text, start, end(line) - start, StandardCharsets.UTF_8);
  }

  public List<String> all() {
    return IntStream.range(0, size()).mapToObj(this::line).toList();
  }
}
