package io.aios.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A given name or a title, then one or two capitalised words: a guess, and off by default. */
final class Names {
  private static final Set<String> TITLES =
      Set.of(
          "Mr", "Mrs", "Ms", "Dr", "Prof", "Herr", "Frau", "Señor", "Señora", "Monsieur", "Madame");
  private static final Set<String> GIVEN = read();

  private Names() {}

  private static Set<String> read() {
    try (InputStream in = Names.class.getResourceAsStream("given-names.txt")) {
      if (in == null) {
        throw new IllegalStateException("given-names.txt is missing from the library");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void find(String text, List<Finding> all) {
    int at = 0;
    while (at < text.length()) {
      int end = word(text, at);
      if (end == at) {
        at++;
        continue;
      }
      String first = text.substring(at, end);
      boolean title = TITLES.contains(first);
      if (!title && !GIVEN.contains(first)) {
        at = end;
        continue;
      }
      int from = title ? next(text, end) : at;
      int last = extent(text, title ? from : next(text, end));
      if (last > from) {
        all.add(new Finding(Kind.NAME, from, last));
      }
      at = Math.max(end, last);
    }
  }

  /** After up to two capitalised words. */
  private static int extent(String text, int from) {
    int first = capitalised(text, from);
    if (first == from) {
      return -1;
    }
    int second = capitalised(text, next(text, first));
    return second > next(text, first) ? second : first;
  }

  private static int capitalised(String text, int at) {
    return at < text.length() && Character.isUpperCase(text.charAt(at)) ? word(text, at) : at;
  }

  private static int next(String text, int end) {
    int at = end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
    return at < text.length() && text.charAt(at) == ' ' ? at + 1 : end;
  }

  private static int word(String text, int at) {
    int end = at;
    while (end < text.length()
        && end - at < 40
        && (Character.isLetter(text.charAt(end))
            || (end > at && (text.charAt(end) == '\'' || text.charAt(end) == '-')))) {
      end++;
    }
    return end;
  }
}
