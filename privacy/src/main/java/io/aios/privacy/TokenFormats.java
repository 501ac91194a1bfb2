package io.aios.privacy;

import io.aios.privacy.TokenFormat.Size;
import java.util.List;

/**
 * Secrets that can be told by their looks, as their issuers document them. Where a format has a
 * checksum it decides; where it has none, a token must look random.
 */
final class TokenFormats {
  private static final int CHECKSUM = 6;

  private TokenFormats() {}

  static List<Recogniser> all() {
    return List.of(
        new TokenFormat(
            Kind.GITHUB_TOKEN,
            Characters::isAlphanumeric,
            Size.of(36),
            TokenFormats::hasCrc,
            List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")),
        new TokenFormat(
            Kind.GITHUB_TOKEN,
            Characters::isBase64Url,
            Size.of(82),
            TokenFormats::isRandom,
            List.of("github_pat_")),
        new TokenFormat(
            Kind.NPM_TOKEN,
            Characters::isAlphanumeric,
            Size.of(36),
            TokenFormats::hasCrc,
            List.of("npm_")),
        new TokenFormat(
            Kind.AIOS_KEY,
            Characters::isBase64Url,
            new Size(18, 128),
            TokenFormats::isAiosKey,
            List.of("aios_")),
        new TokenFormat(
            Kind.AWS_KEY,
            c -> Characters.isUpper(c) || (c >= '2' && c <= '7'),
            Size.of(16),
            token -> true,
            List.of("AKIA", "ASIA", "ABIA", "ACCA")),
        new TokenFormat(
            Kind.GOOGLE_KEY,
            Characters::isBase64Url,
            Size.of(35),
            TokenFormats::isRandom,
            List.of("AIza")),
        new TokenFormat(
            Kind.GOOGLE_KEY,
            Characters::isBase64Url,
            Size.of(28),
            TokenFormats::isRandom,
            List.of("GOCSPX-")),
        new TokenFormat(
            Kind.GOOGLE_KEY,
            Characters::isBase64Url,
            new Size(20, 512),
            TokenFormats::isRandom,
            List.of("ya29.")),
        new TokenFormat(
            Kind.SLACK_TOKEN,
            c -> Characters.isAlphanumeric(c) || c == '-',
            new Size(20, 250),
            token -> Characters.isDigit(token.charAt(5)) && isRandom(token),
            List.of("xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-")),
        new TokenFormat(
            Kind.SLACK_TOKEN,
            c -> Characters.isAlphanumeric(c) || c == '/',
            new Size(35, 80),
            token -> token.indexOf("/B") > 0 && isRandom(token),
            List.of("hooks.slack.com/services/")),
        new TokenFormat(
            Kind.STRIPE_KEY,
            Characters::isAlphanumeric,
            new Size(16, 247),
            TokenFormats::isRandom,
            List.of("sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_")),
        new TokenFormat(
            Kind.MODEL_API_KEY,
            Characters::isBase64Url,
            new Size(20, 250),
            TokenFormats::mixed,
            List.of("sk-")),
        new TokenFormat(
            Kind.GITLAB_TOKEN,
            Characters::isBase64Url,
            new Size(20, 64),
            TokenFormats::isRandom,
            List.of("glpat-")),
        new TokenFormat(
            Kind.HUGGING_FACE_TOKEN,
            Characters::isLetter,
            Size.of(34),
            TokenFormats::isRandom,
            List.of("hf_")),
        new TokenFormat(
            Kind.SENDGRID_KEY,
            c -> Characters.isBase64Url(c) || c == '.',
            Size.of(66),
            token -> token.charAt(25) == '.',
            List.of("SG.")),
        new TokenFormat(
            Kind.DIGITALOCEAN_TOKEN,
            Characters::isHex,
            Size.of(64),
            TokenFormats::isRandom,
            List.of("dop_v1_", "doo_v1_", "dor_v1_")),
        new TokenFormat(
            Kind.PYPI_TOKEN,
            Characters::isBase64Url,
            new Size(50, 250),
            TokenFormats::isRandom,
            List.of("pypi-AgEIcHlwaS5vcmc")),
        new TokenFormat(
            Kind.DOCKER_TOKEN,
            Characters::isBase64Url,
            Size.of(27),
            TokenFormats::isRandom,
            List.of("dckr_pat_")),
        new TokenFormat(
            Kind.VAULT_TOKEN,
            Characters::isBase64Url,
            new Size(24, 200),
            TokenFormats::isRandom,
            List.of("hvs.", "hvb.")),
        new TokenFormat(
            Kind.AGE_KEY,
            Characters::isAlphanumeric,
            Size.of(58),
            TokenFormats::isRandom,
            List.of("AGE-SECRET-KEY-1")));
  }

  private static boolean isRandom(String token) {
    return Characters.entropy(token) >= 3.0;
  }

  /** Thirty random characters, then their CRC-32 in base 62. */
  private static boolean hasCrc(String token) {
    int body = token.indexOf('_') + 1;
    int check = token.length() - CHECKSUM;
    return token.substring(check).equals(Checksums.crc62(token.substring(body, check), CHECKSUM));
  }

  /** {@code aios_<random>_<CRC-32 in base 62>}; the prefix may be part of what was summed. */
  private static boolean isAiosKey(String token) {
    int line = token.lastIndexOf('_');
    if (line <= "aios_".length()) {
      return false;
    }
    String head = token.substring(0, line);
    String body = head.substring("aios_".length());
    String check = token.substring(line + 1);
    return body.chars().allMatch(c -> Characters.isAlphanumeric((char) c))
        && (check.equals(Checksums.crc62(body, check.length()))
            || check.equals(Checksums.crc62(head, check.length())));
  }

  /** {@code sk-} begins ordinary hyphenated names too, so digits and capitals must be mixed in. */
  private static boolean mixed(String token) {
    boolean digit = false;
    boolean upper = false;
    for (int i = 0; i < token.length(); i++) {
      digit |= Characters.isDigit(token.charAt(i));
      upper |= Characters.isUpper(token.charAt(i));
    }
    return (isNamed(token) || (digit && upper)) && Characters.entropy(token) >= 3.5;
  }

  private static boolean isNamed(String token) {
    return token.startsWith("sk-proj-")
        || token.startsWith("sk-ant-")
        || token.startsWith("sk-svcacct-")
        || token.startsWith("sk-admin-");
  }
}
