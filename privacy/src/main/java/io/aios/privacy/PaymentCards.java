package io.aios.privacy;

/** ISO/IEC 7812: an issuer's range with the lengths it uses, and Luhn's digit. */
final class PaymentCards {
  private PaymentCards() {}

  static boolean is(DigitRun run) {
    String digits = run.digits();
    int length = digits.length();
    return length >= 13
        && length <= 19
        && (run.isPlain() || isWritten(run.shape()))
        && isIssued(digits, length)
        && Checksums.luhn(digits);
  }

  private static boolean isWritten(String shape) {
    String blanks = shape.replace('-', ' ');
    return blanks.equals("0000 0000 0000 0000")
        || blanks.equals("0000 000000 00000")
        || blanks.equals("0000 000000 0000")
        || blanks.equals("0000 0000 0000 0000 000");
  }

  private static boolean isIssued(String digits, int length) {
    int two = Integer.parseInt(digits.substring(0, 2));
    int four = Integer.parseInt(digits.substring(0, 4));
    boolean visa = two / 10 == 4 && (length == 13 || length == 16 || length == 19);
    boolean mastercard =
        ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) && length == 16;
    boolean amex = (two == 34 || two == 37) && length == 15;
    boolean diners =
        (two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059)) && length == 14;
    boolean discover =
        (four == 6011 || two == 65 || (four >= 6440 && four <= 6499)) && length == 16;
    boolean jcb = four >= 3528 && four <= 3589 && length == 16;
    boolean unionPay = two == 62 && length >= 16;
    boolean maestro = (two == 50 || (two >= 56 && two <= 58) || two == 67) && length >= 16;
    return visa || mastercard || amex || diners || discover || jcb || unionPay || maestro;
  }
}
