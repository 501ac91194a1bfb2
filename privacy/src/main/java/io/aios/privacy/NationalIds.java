package io.aios.privacy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Payment cards and national numbers. A check digit alone lets one number in ten or eleven through,
 * so short numbers count only in the form in which they are written by hand or behind a word that
 * names them.
 */
final class NationalIds {
  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final int CONTEXT = 40;

  private NationalIds() {}

  static @Nullable Finding at(String text, int start) {
    Finding dni = dni(text, start);
    if (dni != null) {
      return dni;
    }
    DigitRun whole = DigitRun.at(text, start);
    if (whole == null) {
      return null;
    }
    for (int words = whole.words(); words >= 1; words--) {
      DigitRun run = words == whole.words() ? whole : whole.firstWords(words);
      if (!Characters.endsAt(text, run.end())) {
        continue;
      }
      Kind kind = kind(text, run);
      if (kind != null) {
        return new Finding(kind, run.start(), run.end());
      }
    }
    return null;
  }

  private static @Nullable Kind kind(String text, DigitRun run) {
    return switch (run.digits().length()) {
      case 9 -> nine(text, run);
      case 10 -> isNhs(text, run) ? Kind.UK_NHS : null;
      case 11 -> eleven(run);
      case 12 -> isAadhaar(text, run) ? Kind.IN_AADHAAR : null;
      default -> PaymentCards.is(run) ? Kind.PAYMENT_CARD : null;
    };
  }

  private static @Nullable Kind nine(String text, DigitRun run) {
    if (((run.shape().equals("000-00-0000") && !isPart(text, run))
            || ((run.isPlain() || run.shape().equals("000 00 0000"))
                && named(text, run, List.of("ssn", "social security"))))
        && isSsn(run.digits())) {
      return Kind.US_SSN;
    }
    return !run.shape().contains("-")
            && named(text, run, List.of("bsn", "burgerservice", "sofinummer"))
            && isBsn(run.digits())
        ? Kind.NL_BSN
        : null;
  }

  private static boolean isPart(String text, DigitRun run) {
    return (run.end() < text.length() && text.charAt(run.end()) == '-')
        || (run.start() > 0 && text.charAt(run.start() - 1) == '-');
  }

  /** Areas 000, 666 and 900 to 999, group 00 and serial 0000 were never issued. */
  private static boolean isSsn(String digits) {
    String area = digits.substring(0, 3);
    return !area.equals("000")
        && !area.equals("666")
        && area.charAt(0) != '9'
        && !digits.startsWith("00", 3)
        && !digits.endsWith("0000");
  }

  /** The last digit counts -1 in the weighted sum, which 11 divides. */
  private static boolean isBsn(String digits) {
    int sum = Checksums.weighted(digits, 8, 9) - (digits.charAt(8) - '0');
    return sum % 11 == 0 && !isUniform(digits);
  }

  private static boolean isNhs(String text, DigitRun run) {
    String shape = run.shape();
    if (!shape.equals("000 000 0000")
        && !shape.equals("000-000-0000")
        && !named(text, run, List.of("nhs"))) {
      return false;
    }
    int check = 11 - Checksums.weighted(run.digits(), 9, 10) % 11;
    return (check == 11 ? 0 : check) == run.digits().charAt(9) - '0' && !isUniform(run.digits());
  }

  private static @Nullable Kind eleven(DigitRun run) {
    if ((run.isPlain() || run.shape().equals("00 000 000 000")) && isTaxId(run.digits())) {
      return Kind.DE_TAX_ID;
    }
    return (run.isPlain() || run.shape().equals("000.000.000-00")) && isCpf(run.digits())
        ? Kind.BR_CPF
        : null;
  }

  private static boolean isCpf(String digits) {
    int first = 11 - Checksums.weighted(digits, 9, 10) % 11;
    int second = 11 - Checksums.weighted(digits, 10, 11) % 11;
    return (first > 9 ? 0 : first) == digits.charAt(9) - '0'
        && (second > 9 ? 0 : second) == digits.charAt(10) - '0'
        && !isUniform(digits);
  }

  /** Of its first ten digits one occurs two or three times, and no other twice. */
  private static boolean isTaxId(String digits) {
    int[] counts = new int[10];
    for (int i = 0; i < 10; i++) {
      counts[digits.charAt(i) - '0']++;
    }
    int repeated = 0;
    for (int count : counts) {
      if (count > 3) {
        return false;
      }
      repeated += count > 1 ? 1 : 0;
    }
    return repeated == 1 && digits.charAt(0) != '0' && Checksums.mod11_10(digits);
  }

  private static boolean isAadhaar(String text, DigitRun run) {
    String shape = run.shape();
    boolean written = shape.equals("0000 0000 0000") || shape.equals("0000-0000-0000");
    return (written || named(text, run, List.of("aadhaar", "aadhar", "uidai")))
        && run.digits().charAt(0) >= '2'
        && Checksums.verhoeff(run.digits());
  }

  /** DNI: eight digits and the letter of their remainder by 23; NIE: X, Y or Z for the first. */
  private static @Nullable Finding dni(String text, int start) {
    int end = start + 9;
    if (end > text.length()) {
      return null;
    }
    String id = text.substring(start, end);
    if (id.charAt(8) == '-' && end < text.length()) {
      id = id.substring(0, 8) + text.charAt(end++);
    }
    int nie = "XYZ".indexOf(id.charAt(0));
    String number = nie < 0 ? id.substring(0, 8) : nie + id.substring(1, 8);
    for (int i = 0; i < 8; i++) {
      if (!Characters.isDigit(number.charAt(i))) {
        return null;
      }
    }
    return Characters.endsAt(text, end)
            && DNI_LETTERS.charAt(Integer.parseInt(number) % 23) == id.charAt(8)
        ? new Finding(Kind.ES_DNI, start, end)
        : null;
  }

  private static boolean isUniform(String digits) {
    return digits.chars().distinct().count() == 1;
  }

  private static boolean named(String text, DigitRun run, List<String> words) {
    String before =
        text.substring(Math.max(0, run.start() - CONTEXT), run.start()).toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(before::contains);
  }
}
