package io.aios.privacy;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** IP and MAC addresses; those that point at nobody (loopback, unspecified) are left alone. */
final class NetworkAddresses {
  private static final int LONGEST = 45;

  private NetworkAddresses() {}

  static @Nullable Finding at(String text, int start) {
    int end = start;
    int dots = 0;
    int colons = 0;
    int hyphens = 0;
    int limit = Math.min(text.length(), start + LONGEST);
    while (end < limit && isPart(text.charAt(end))) {
      char c = text.charAt(end++);
      dots += c == '.' ? 1 : 0;
      colons += c == ':' ? 1 : 0;
      hyphens += c == '-' ? 1 : 0;
    }
    if (end > start && text.charAt(end - 1) == '.') {
      end--;
      dots--;
    }
    if (!Characters.endsAt(text, end) || (end < text.length() && text.charAt(end) == '_')) {
      return null;
    }
    if (end - start == 17 && (colons == 5 || hyphens == 5) && isMac(text, start)) {
      return new Finding(Kind.MAC_ADDRESS, start, end);
    }
    if (dots == 3 && colons <= 1 && hyphens == 0 && Characters.isDigit(text.charAt(start))) {
      int port = text.substring(start, end).indexOf(':');
      return isVersion(text, start) ? null : ip(text, start, port < 0 ? end : start + port);
    }
    return colons >= 2 && hyphens == 0 && (colons == 7 || text.substring(start, end).contains("::"))
        ? ip(text, start, end)
        : null;
  }

  private static boolean isPart(char c) {
    return Characters.isHex(c) || c == ':' || c == '.' || c == '-';
  }

  private static boolean isMac(String text, int start) {
    for (int i = 0; i < 17; i++) {
      char c = text.charAt(start + i);
      if (i % 3 == 2 ? c != text.charAt(start + 2) : !Characters.isHex(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVersion(String text, int start) {
    String before =
        text.substring(Math.max(0, start - 9), start).toLowerCase(java.util.Locale.ROOT);
    return before.contains("version")
        || before.endsWith("v")
        || before.endsWith("v.")
        || before.endsWith("release ");
  }

  private static @Nullable Finding ip(String text, int start, int end) {
    try {
      InetAddress address = InetAddress.ofLiteral(text.substring(start, end));
      return address.isLoopbackAddress() || address.isAnyLocalAddress()
          ? null
          : new Finding(Kind.IP_ADDRESS, start, end);
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }
}
