package io.aios.privacy;

import java.util.List;

/** Validated identifiers of people, at the places where a token begins. */
final class PersonalData {
  private static final int UUID_LENGTH = 36;

  private PersonalData() {}

  static void find(String text, Policy policy, List<Finding> all) {
    boolean digits = policy.seeks(Category.FINANCIAL) || policy.seeks(Category.IDENTITY);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '@' && policy.seeks(Category.CONTACT)) {
        Emails.at(text, at, all);
      }
      boolean candidate =
          (Characters.isAlphanumeric(c) || c == '+' || c == '(' || c == ':')
              && (at == 0
                  || !Characters.isAlphanumeric(text.charAt(at - 1))
                  || Characters.beginsAt(text, at));
      if (!candidate) {
        at++;
        continue;
      }
      int skipped = skip(text, at);
      if (skipped > at) {
        at = skipped;
        continue;
      }
      at = Math.max(at + 1, tokens(text, at, policy, digits, all));
    }
    if (policy.seeks(Category.NAMES)) {
      Names.find(text, all);
    }
  }

  /** Looks for one identifier here and returns its end, or where it began. */
  private static int tokens(String text, int at, Policy policy, boolean digits, List<Finding> all) {
    Finding found = policy.seeks(Category.NETWORK) ? NetworkAddresses.at(text, at) : null;
    if (found == null && digits) {
      found = Ibans.at(text, at);
    }
    if (found == null && digits) {
      found = NationalIds.at(text, at);
    }
    if (found != null && !policy.seeks(found.kind().category())) {
      found = null;
    }
    if (found == null && policy.seeks(Category.CONTACT)) {
      found = Phones.at(text, at, policy.region());
    }
    if (found == null) {
      return at;
    }
    all.add(found);
    return found.end();
  }

  /** Over a UUID or a point in time, whose digits mean nothing else. */
  private static int skip(String text, int at) {
    if (isUuid(text, at)) {
      return at + UUID_LENGTH;
    }
    int time = at;
    int limit = Math.min(text.length(), at + 35);
    while (time < limit
        && (Characters.isDigit(text.charAt(time)) || "-:.TZ+".indexOf(text.charAt(time)) >= 0)) {
      time++;
    }
    return isDate(text, at) ? time : at;
  }

  private static boolean isUuid(String text, int at) {
    if (at + UUID_LENGTH > text.length()) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(at + i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? c != '-' : !Characters.isHex(c)) {
        return false;
      }
    }
    return Characters.endsAt(text, at + UUID_LENGTH);
  }

  /** {@code 2026-01-31}. */
  private static boolean isDate(String text, int at) {
    if (at + 10 > text.length() || text.charAt(at + 4) != '-' || text.charAt(at + 7) != '-') {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (i != 4 && i != 7 && !Characters.isDigit(text.charAt(at + i))) {
        return false;
      }
    }
    return text.charAt(at) == '1' || text.charAt(at) == '2';
  }
}
