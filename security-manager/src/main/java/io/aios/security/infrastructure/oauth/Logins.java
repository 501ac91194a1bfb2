package io.aios.security.infrastructure.oauth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** Logins of people: a name, and the factors that were shown, each with its time. */
public final class Logins {
  public static final String PASSWORD = FactorGrantedAuthority.PASSWORD_AUTHORITY;
  public static final String PASSKEY = FactorGrantedAuthority.WEBAUTHN_AUTHORITY;

  /** The caller can read a file of the machine's owner. */
  public static final String KEY_FILE = "FACTOR_KEY_FILE";

  public static final String TOTP = "FACTOR_TOTP";
  public static final String RECOVERY_CODE = "FACTOR_RECOVERY_CODE";

  /** Who logged in at an identity provider elsewhere. */
  public static final String PROVIDER = FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY;

  /** Authentication context classes (OpenID Connect Core section 2, {@code acr}). */
  public static final String ONE_FACTOR = "urn:aios:acr:one-factor";

  public static final String TWO_FACTORS = "urn:aios:acr:two-factors";

  /** Authentication methods of RFC 8176 by factor. */
  private static final Map<String, List<String>> METHODS =
      Map.of(
          PASSWORD, List.of("pwd"),
          PASSKEY, List.of("pop", "user"),
          KEY_FILE, List.of("pop"),
          TOTP, List.of("otp"),
          RECOVERY_CODE, List.of("otp"),
          PROVIDER, List.of());

  private Logins() {}

  public static Authentication of(String user, String factor, Instant at) {
    return login(user, Map.of(factor, at));
  }

  /** The same login with one factor more. */
  public static Authentication with(Authentication login, String factor, Instant at) {
    Map<String, Instant> factors = factors(login);
    factors.put(factor, at);
    return login(login.getName(), factors);
  }

  private static Authentication login(String user, Map<String, Instant> factors) {
    List<GrantedAuthority> shown = new ArrayList<>();
    factors.forEach(
        (factor, at) ->
            shown.add(FactorGrantedAuthority.withAuthority(factor).issuedAt(at).build()));
    return UsernamePasswordAuthenticationToken.authenticated(user, null, shown);
  }

  private static Map<String, Instant> factors(Authentication login) {
    Map<String, Instant> factors = new TreeMap<>();
    shown(login).forEach(each -> factors.put(each.getAuthority(), each.getIssuedAt()));
    return factors;
  }

  private static Stream<FactorGrantedAuthority> shown(Authentication login) {
    return login.getAuthorities().stream()
        .filter(FactorGrantedAuthority.class::isInstance)
        .map(FactorGrantedAuthority.class::cast);
  }

  static boolean has(Authentication login, String factor) {
    return shown(login).anyMatch(each -> each.getAuthority().equals(factor));
  }

  /** When the user last proved anything; empty for who is not logged in. */
  static Optional<Instant> at(Authentication login) {
    return shown(login).map(FactorGrantedAuthority::getIssuedAt).max(Comparator.naturalOrder());
  }

  /** {@code amr}: what was shown, and {@code mfa} where it was of two kinds. */
  static List<String> methods(Authentication login) {
    Set<String> methods = new TreeSet<>();
    shown(login)
        .forEach(each -> methods.addAll(METHODS.getOrDefault(each.getAuthority(), List.of())));
    if (hasTwoFactors(login)) {
      methods.add("mfa");
    }
    return new ArrayList<>(methods);
  }

  /** A passkey is two: the device, and what unlocks it. */
  static boolean hasTwoFactors(Authentication login) {
    return has(login, PASSKEY)
        || ((has(login, PASSWORD) || has(login, PROVIDER))
            && (has(login, TOTP) || has(login, RECOVERY_CODE)));
  }

  static String contextClass(Authentication login) {
    return hasTwoFactors(login) ? TWO_FACTORS : ONE_FACTOR;
  }
}
