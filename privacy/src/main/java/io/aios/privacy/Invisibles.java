package io.aios.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Characters that are not seen: controls but white space, terminal sequences (ECMA-48), format and
 * bidirectional controls, tags, variation selectors. What scripts and emoji need stays: joiners
 * within them, one selector after a pictograph, the tags of a flag.
 */
final class Invisibles {
  private static final int ESCAPE = 0x1b;
  private static final int JOINER = 0x200d;
  private static final int NON_JOINER = 0x200c;
  private static final int FLAG = 0x1f3f4;
  private static final int CANCEL_TAG = 0xe007f;
  private static final int LONGEST_SEQUENCE = 64;

  private Invisibles() {}

  /** End of the invisible run that begins here; {@code at} when there is none. */
  static int end(String text, int at) {
    int c = text.codePointAt(at);
    if ((c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t' || c == '\r') {
      return at;
    }
    if (c == ESCAPE) {
      return sequence(text, at);
    }
    return isInvisible(text, at, c) ? at + Character.charCount(c) : at;
  }

  private static boolean isInvisible(String text, int at, int c) {
    if (c < 0xa0) {
      return true;
    }
    if (c == JOINER || c == NON_JOINER) {
      return !joins(text, at);
    }
    if (isSelector(c)) {
      return !selects(text, at, c);
    }
    if (c >= 0xe0000 && c <= 0xe007f) {
      return !isInFlag(text, at);
    }
    return isFormat(c);
  }

  private static boolean isFormat(int c) {
    return c == 0xad
        || c == 0x34f
        || c == 0x61c
        || c == 0x115f
        || c == 0x1160
        || c == 0x180e
        || c == 0x3164
        || c == 0xffa0
        || c == 0xfeff
        || c == 0x200b
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f)
        || (c >= 0xfff9 && c <= 0xfffb)
        || (c >= 0x1d173 && c <= 0x1d17a);
  }

  private static boolean isSelector(int c) {
    return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
  }

  /** Between letters of a script that needs joiners, or between pictographs. */
  private static boolean joins(String text, int at) {
    if (at == 0 || at + 1 >= text.length()) {
      return false;
    }
    int before = text.codePointBefore(at);
    int after = text.codePointAt(at + 1);
    return (takesJoiner(before) || isSelector(before)) && takesJoiner(after);
  }

  private static boolean takesJoiner(int c) {
    return (c >= 0x600 && c <= 0xdff)
        || (c >= 0x1f000 && c <= 0x1faff)
        || (c >= 0x2190 && c <= 0x2bff);
  }

  /** One selector, after a pictograph, a keycap's base or an ideograph. */
  private static boolean selects(String text, int at, int c) {
    if (at == 0) {
      return false;
    }
    int base = text.codePointBefore(at);
    if (c > 0xffff) {
      return Character.isIdeographic(base);
    }
    return (base >= 0x2000
            && !isSelector(base)
            && !isFormat(base)
            && base != JOINER
            && base != NON_JOINER)
        || base == 0xa9
        || base == 0xae
        || (((base >= '0' && base <= '9') || base == '#' || base == '*')
            && at + 1 < text.length()
            && text.charAt(at + 1) == 0x20e3);
  }

  /** A black flag, at most six tags, a cancel tag. */
  private static boolean isInFlag(String text, int at) {
    int from = at;
    for (int i = 0;
        i < 7
            && from >= 2
            && text.codePointBefore(from) >= 0xe0030
            && text.codePointBefore(from) <= 0xe007a;
        i++) {
      from -= 2;
    }
    if (from < 2 || text.codePointBefore(from) != FLAG) {
      return false;
    }
    int to = from;
    int tags = 0;
    while (to + 1 < text.length()
        && text.codePointAt(to) >= 0xe0030
        && text.codePointAt(to) <= 0xe007a) {
      to += 2;
      tags++;
    }
    return tags > 0
        && tags <= 6
        && to + 1 < text.length()
        && text.codePointAt(to) == CANCEL_TAG
        && at <= to;
  }

  /** A whole control sequence, so that its visible rest does not stay behind. */
  private static int sequence(String text, int at) {
    int limit = Math.min(text.length(), at + LONGEST_SEQUENCE);
    if (at + 1 >= limit) {
      return at + 1;
    }
    char opener = text.charAt(at + 1);
    for (int i = at + 2; i < limit; i++) {
      char c = text.charAt(i);
      if (opener == '[' && c >= 0x40 && c <= 0x7e) {
        return i + 1;
      }
      if (opener == ']' && (c == 7 || (c == '\\' && text.charAt(i - 1) == ESCAPE))) {
        return i + 1;
      }
      if (opener == '[' ? c < 0x20 : opener != ']') {
        break;
      }
    }
    return at + 1;
  }

  /** The text without them, or with their names in their place; the same text when it has none. */
  static String treat(String text, Mode mode, @Nullable Report report) {
    if (mode == Mode.OFF) {
      return text;
    }
    StringBuilder out = null;
    int copied = 0;
    for (int at = 0; at < text.length(); ) {
      int stop = end(text, at);
      if (stop == at) {
        at += Character.charCount(text.codePointAt(at));
        continue;
      }
      if (out == null) {
        out = new StringBuilder(text.length());
      }
      if (report != null) {
        report.add(Kind.INVISIBLE_CHARACTER);
      }
      out.append(text, copied, at).append(inPlace(text, at, mode));
      at = stop;
      copied = stop;
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  private static String inPlace(String text, int at, Mode mode) {
    return switch (mode) {
      case OFF, REDACT, HASH, TOKENISE -> "";
      case MARK -> "[U+%04X]".formatted(text.codePointAt(at));
      case BLOCK -> throw new BlockedText(Kind.INVISIBLE_CHARACTER);
    };
  }
}
