package io.aios.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.zip.CRC32;

/** The check digits of identifiers. Arguments are already stripped of separators. */
final class Checksums {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

  /** Verhoeff's tables: the dihedral group of order 10, and the permutation of each position. */
  private static final int[][] DIHEDRAL = new int[10][10];

  private static final int[][] PERMUTATION = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
    {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
    {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
    {9, 4, 5, 3, 1, 2, 6, 8, 7, 0},
    {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
    {2, 7, 9, 3, 8, 0, 6, 4, 1, 5},
    {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
  };

  static {
    for (int a = 0; a < 10; a++) {
      for (int b = 0; b < 10; b++) {
        DIHEDRAL[a][b] =
            a < 5
                ? (b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5)
                : (b < 5 ? 5 + (a - 5 - b + 5) % 5 : (a - b + 5) % 5);
      }
    }
  }

  private Checksums() {}

  /** ISO/IEC 7812-1. */
  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = digit * 2;
      sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** ISO 13616: the first four characters go to the end, letters count from 10. */
  static boolean iban(String iban) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < iban.length(); i++) {
      digits.append(Character.digit(iban.charAt((i + 4) % iban.length()), 36));
    }
    return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue() == 1;
  }

  static boolean verhoeff(String digits) {
    int check = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      check = DIHEDRAL[check][PERMUTATION[i % 8][digit]];
    }
    return check == 0;
  }

  /** ISO/IEC 7064 MOD 11,10. */
  static boolean mod11_10(String digits) {
    int product = 10;
    for (int i = 0; i < digits.length() - 1; i++) {
      int sum = (digits.charAt(i) - '0' + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == digits.charAt(digits.length() - 1) - '0';
  }

  /** Sum of the first digits, each times a weight that begins at {@code first} and falls by one. */
  static int weighted(String digits, int count, int first) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (digits.charAt(i) - '0') * (first - i);
    }
    return sum;
  }

  /** CRC-32 of a text, in base 62 with the digits first, filled up to a width with zeros. */
  static String crc62(String text, int width) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(US_ASCII));
    StringBuilder reversed = new StringBuilder();
    for (long rest = crc.getValue(); rest > 0; rest /= 62) {
      reversed.append(BASE62.charAt((int) (rest % 62)));
    }
    while (reversed.length() < width) {
      reversed.append('0');
    }
    return reversed.reverse().toString();
  }
}
