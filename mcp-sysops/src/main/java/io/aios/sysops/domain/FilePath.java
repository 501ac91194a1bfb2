package io.aios.sysops.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An absolute path as a list of raw names. */
public record FilePath(List<FileName> names) {
  private static final String UNRESERVED = "-._~!$&'()*+,;=:@";

  public FilePath {
    names = List.copyOf(names);
  }

  /** From a URI path with percent escapes, such as {@code /tmp/%FF}. */
  public static FilePath ofRawUriPath(String raw) {
    List<FileName> names = new ArrayList<>();
    for (String part : raw.split("/", -1)) {
      if (!part.isEmpty()) {
        names.add(FileName.of(unescape(part)));
      }
    }
    return new FilePath(names);
  }

  public FilePath child(FileName name) {
    List<FileName> longer = new ArrayList<>(names);
    longer.add(name);
    return new FilePath(longer);
  }

  /** The containing folder; the root is its own parent. */
  public FilePath parent() {
    return names.isEmpty() ? this : new FilePath(names.subList(0, names.size() - 1));
  }

  /** For reading. */
  public String text() {
    return names.stream().map(FileName::text).collect(Collectors.joining("/", "/", ""));
  }

  /** The {@code file:} URI that names this path exactly, where {@link #text} does not. */
  public @Nullable String exactUri() {
    return names.stream().allMatch(FileName::isPlain) ? null : uri();
  }

  /** The {@code file:} URI with every byte kept. */
  public String uri() {
    return names.stream().map(FilePath::escape).collect(Collectors.joining("/", "file:///", ""));
  }

  @Override
  public String toString() {
    return text();
  }

  private static String escape(FileName name) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : name.bytes()) {
      char c = (char) (b & 0xff);
      boolean plain = isUnreserved(c);
      escaped.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return escaped.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || UNRESERVED.indexOf(c) >= 0;
  }

  private static byte[] unescape(String part) {
    byte[] in = part.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%') {
        out[length++] = (byte) Integer.parseInt(part, i + 1, i + 3, 16);
        i += 2;
      } else {
        out[length++] = in[i];
      }
    }
    return Arrays.copyOf(out, length);
  }
}
