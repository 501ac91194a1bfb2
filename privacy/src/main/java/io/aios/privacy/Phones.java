package io.aios.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.jspecify.annotations.Nullable;

/** Numbers that a numbering plan knows: with their country code, or those of one's own region. */
final class Phones {
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final int LONGEST = 26;
  private static final String SEPARATORS = " -.()/";

  private Phones() {}

  static @Nullable Finding at(String text, int start, @Nullable String region) {
    char first = text.charAt(start);
    boolean international = first == '+';
    if ((!international && (region == null || first == ':' || Characters.isLetter(first)))
        || (start > 0 && ".-".indexOf(text.charAt(start - 1)) >= 0)
        || (!international && isWithinRun(text, start))) {
      return null;
    }
    int end = end(text, start);
    if (!Characters.endsAt(text, end) || (!international && !isWritten(text, start, end))) {
      return null;
    }
    for (int stop = end; stop - start >= 8; stop = text.lastIndexOf(' ', stop - 1)) {
      if (isValid(text.substring(start, stop), region)) {
        return new Finding(Kind.PHONE, start, stop);
      }
    }
    return null;
  }

  /** A run of digits is tried once and not again from each of its groups. */
  private static boolean isWithinRun(String text, int start) {
    return start > 1
        && SEPARATORS.indexOf(text.charAt(start - 1)) >= 0
        && Characters.isDigit(text.charAt(start - 2));
  }

  private static int end(String text, int start) {
    int end = start;
    int limit = Math.min(text.length(), start + LONGEST);
    for (int at = start; at < limit; at++) {
      char c = text.charAt(at);
      if (Characters.isDigit(c)) {
        end = at + 1;
      } else if (SEPARATORS.indexOf(c) < 0 && at > start) {
        break;
      }
    }
    return end;
  }

  /** Without a country code it takes a trunk zero or groups to tell it from any other number. */
  private static boolean isWritten(String text, int start, int end) {
    String number = text.substring(start, end);
    return number.charAt(0) == '0'
        || number.charAt(0) == '('
        || number.chars().anyMatch(c -> c == ' ' || c == '-');
  }

  private static boolean isValid(String number, @Nullable String region) {
    try {
      return PLANS.isValidNumber(PLANS.parse(number, region));
    } catch (NumberParseException notOne) {
      return false;
    }
  }
}
