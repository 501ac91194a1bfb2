package io.aios.privacy;

/** Classes of ASCII characters, and where tokens begin and end. */
final class Characters {
  private static final String ESCAPES = "nrtbf\"\\";

  private Characters() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLetter(char c) {
    return isUpper(c) || (c >= 'a' && c <= 'z');
  }

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || isLetter(c);
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isBase64Url(char c) {
    return isAlphanumeric(c) || c == '-' || c == '_';
  }

  /**
   * Whether a token can begin at a place: no letter or digit stands before it, unless that ends an
   * escape such as {@code \n} or {@code %3D}.
   */
  static boolean beginsAt(String text, int at) {
    if (at == 0 || !isAlphanumeric(text.charAt(at - 1))) {
      return true;
    }
    if (at >= 2 && text.charAt(at - 2) == '\\') {
      return ESCAPES.indexOf(text.charAt(at - 1)) >= 0;
    }
    return at >= 3
        && text.charAt(at - 3) == '%'
        && isHex(text.charAt(at - 2))
        && isHex(text.charAt(at - 1));
  }

  static boolean endsAt(String text, int at) {
    return at >= text.length() || !isAlphanumeric(text.charAt(at));
  }

  /** Bits per character. */
  static double entropy(CharSequence text) {
    int[] counts = new int[128];
    for (int i = 0; i < text.length(); i++) {
      counts[text.charAt(i) & 0x7f]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / text.length();
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }
}
