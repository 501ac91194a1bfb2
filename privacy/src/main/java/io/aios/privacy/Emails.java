package io.aios.privacy;

import java.util.List;

/** Addresses as people write them: the dot-atoms of RFC 5322, a domain of at least two labels. */
final class Emails {
  private static final int LOCAL = 64;
  private static final int DOMAIN = 253;
  private static final String SIGNS = ".!#$%&'*+/=?^_`{|}~-";

  private Emails() {}

  static void at(String text, int sign, List<Finding> all) {
    int start = sign;
    while (start > 0 && sign - start < LOCAL && isLocal(text.charAt(start - 1))) {
      start--;
    }
    while (start < sign && !Characters.isAlphanumeric(text.charAt(start))) {
      start++;
    }
    int end = sign + 1;
    int limit = Math.min(text.length(), sign + DOMAIN);
    while (end < limit && isDomain(text.charAt(end))) {
      end++;
    }
    while (end > sign && !Characters.isLetter(text.charAt(end - 1))) {
      end--;
    }
    int dot = end - 1;
    while (dot > sign && text.charAt(dot) != '.') {
      dot--;
    }
    if (start < sign && dot > sign + 1 && end - dot > 2 && text.charAt(sign - 1) != '.') {
      all.add(new Finding(Kind.EMAIL, start, end));
    }
  }

  private static boolean isLocal(char c) {
    return Characters.isAlphanumeric(c) || SIGNS.indexOf(c) >= 0 || c >= 0xa0;
  }

  private static boolean isDomain(char c) {
    return Characters.isAlphanumeric(c) || c == '-' || c == '.';
  }
}
