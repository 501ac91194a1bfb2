package io.aios.privacy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ISO 13616, with the length each country has registered. */
final class Ibans {
  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          e("AD", 24),
          e("AE", 23),
          e("AL", 28),
          e("AT", 20),
          e("AZ", 28),
          e("BA", 20),
          e("BE", 16),
          e("BG", 22),
          e("BH", 22),
          e("BR", 29),
          e("BY", 28),
          e("CH", 21),
          e("CR", 22),
          e("CY", 28),
          e("CZ", 24),
          e("DE", 22),
          e("DK", 18),
          e("DO", 28),
          e("EE", 20),
          e("EG", 29),
          e("ES", 24),
          e("FI", 18),
          e("FO", 18),
          e("FR", 27),
          e("GB", 22),
          e("GE", 22),
          e("GI", 23),
          e("GL", 18),
          e("GR", 27),
          e("GT", 28),
          e("HR", 21),
          e("HU", 28),
          e("IE", 22),
          e("IL", 23),
          e("IQ", 23),
          e("IS", 26),
          e("IT", 27),
          e("JO", 30),
          e("KW", 30),
          e("KZ", 20),
          e("LB", 28),
          e("LC", 32),
          e("LI", 21),
          e("LT", 20),
          e("LU", 20),
          e("LV", 21),
          e("LY", 25),
          e("MC", 27),
          e("MD", 24),
          e("ME", 22),
          e("MK", 19),
          e("MR", 27),
          e("MT", 31),
          e("MU", 30),
          e("NL", 18),
          e("NO", 15),
          e("PK", 24),
          e("PL", 28),
          e("PS", 29),
          e("PT", 25),
          e("QA", 29),
          e("RO", 24),
          e("RS", 22),
          e("SA", 24),
          e("SC", 31),
          e("SE", 24),
          e("SI", 19),
          e("SK", 24),
          e("SM", 27),
          e("ST", 25),
          e("SV", 28),
          e("TL", 23),
          e("TN", 24),
          e("TR", 26),
          e("UA", 29),
          e("VA", 22),
          e("VG", 24),
          e("XK", 20));

  private Ibans() {}

  private static Map.Entry<String, Integer> e(String country, int length) {
    return Map.entry(country, length);
  }

  static @Nullable Finding at(String text, int start) {
    if (start + 15 > text.length() || !Characters.isUpper(text.charAt(start))) {
      return null;
    }
    Integer length = LENGTHS.get(text.substring(start, start + 2));
    if (length == null || !Characters.isDigit(text.charAt(start + 2))) {
      return null;
    }
    StringBuilder iban = new StringBuilder(length);
    int end = start;
    while (end < text.length() && iban.length() < length) {
      char c = text.charAt(end);
      if (Characters.isUpper(c) || Characters.isDigit(c)) {
        iban.append(c);
      } else if (c != ' ' || iban.length() % 4 != 0) {
        return null;
      }
      end++;
    }
    return iban.length() == length
            && Characters.endsAt(text, end)
            && Checksums.iban(iban.toString())
        ? new Finding(Kind.IBAN, start, end)
        : null;
  }
}
