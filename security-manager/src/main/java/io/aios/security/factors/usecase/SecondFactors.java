package io.aios.security.factors.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import io.aios.security.domain.LoginThrottle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Time-based codes as a second factor, beside passkeys. A code works once, and after five wrong
 * ones the user waits; recovery codes are 80 random bits, so that a plain hash of them is enough.
 */
@Component
public class SecondFactors {
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_BYTES = 10;

  private final TotpSecrets secrets;
  private final TotpCodes codes;
  private final Passkeys passkeys;
  private final LoginThrottle throttle;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SecondFactors(
      TotpSecrets secrets,
      TotpCodes codes,
      Passkeys passkeys,
      LoginThrottle throttle,
      Clock clock) {
    this.secrets = secrets;
    this.codes = codes;
    this.passkeys = passkeys;
    this.throttle = throttle;
    this.clock = clock;
  }

  /**
   * What an authenticator app is told, once.
   *
   * @param uri for a QR code (Key URI format)
   */
  public record Enrolment(String secret, String uri) {}

  /** What a code was. */
  public enum Outcome {
    CODE,
    RECOVERY_CODE,
    WRONG,
    WAIT
  }

  /** Whether a password alone is not enough. */
  public boolean isEnrolled(String user) {
    return hasTotp(user) || passkeys.has(user);
  }

  public boolean hasTotp(String user) {
    return secrets.find(user).filter(TotpSecrets.Secret::confirmed).isPresent();
  }

  /**
   * @throws Problem {@code CONFLICT} when the user has a secret already
   */
  @Transactional
  public Enrolment begin(String user) {
    if (hasTotp(user)) {
      throw new Problem(ProblemType.CONFLICT, "You have an authenticator app; remove it first");
    }
    String key = codes.newKey();
    secrets.begin(user, key);
    return new Enrolment(key, "otpauth://totp/AIOS:%s?secret=%s&issuer=AIOS".formatted(user, key));
  }

  /**
   * From now on logins ask for a code.
   *
   * @return recovery codes, each good once, which cannot be shown again
   * @throws Problem {@code CONFLICT} when nothing was begun, {@code PERMISSION_DENIED} for a wrong
   *     code
   */
  @Transactional
  public List<String> confirm(String user, String code) {
    TotpSecrets.Secret secret =
        secrets
            .find(user)
            .filter(found -> !found.confirmed())
            .orElseThrow(() -> new Problem(ProblemType.CONFLICT, "There is nothing to confirm"));
    OptionalLong step = codes.step(secret.key(), code, clock.instant());
    if (step.isEmpty() || !secrets.spend(user, step.getAsLong())) {
      throw new Problem(ProblemType.PERMISSION_DENIED, "The code is not the present one");
    }
    List<String> recovery = Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList();
    secrets.confirm(user, recovery.stream().map(SecondFactors::hash).toList());
    return recovery;
  }

  /** Spends a code, or a recovery code. */
  public Outcome check(String user, String code) {
    Instant now = clock.instant();
    if (throttle.waitFor(user, now).isPositive()) {
      return Outcome.WAIT;
    }
    Outcome outcome = outcome(user, code.strip(), now);
    if (outcome == Outcome.WRONG) {
      throttle.failed(user, now);
    } else {
      throttle.succeeded(user);
    }
    return outcome;
  }

  private Outcome outcome(String user, String code, Instant now) {
    TotpSecrets.Secret secret =
        secrets.find(user).filter(TotpSecrets.Secret::confirmed).orElse(null);
    if (secret == null) {
      return Outcome.WRONG;
    }
    OptionalLong step = codes.step(secret.key(), code, now);
    if (step.isPresent()) {
      return secrets.spend(user, step.getAsLong()) ? Outcome.CODE : Outcome.WRONG;
    }
    return secrets.spendRecovery(user, hash(code.toLowerCase(Locale.ROOT)))
        ? Outcome.RECOVERY_CODE
        : Outcome.WRONG;
  }

  /** Everything that was enrolled; false when there was nothing. */
  @Transactional
  public boolean reset(String user) {
    boolean totp = secrets.remove(user);
    boolean keys = passkeys.removeAll(user);
    return totp || keys;
  }

  /** The authenticator app, also when it was not confirmed. */
  public boolean removeTotp(String user) {
    return secrets.remove(user);
  }

  private String recoveryCode() {
    byte[] bytes = new byte[RECOVERY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).replaceAll("(.{5})(?!$)", "$1-");
  }

  private static String hash(String code) {
    try {
      byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
