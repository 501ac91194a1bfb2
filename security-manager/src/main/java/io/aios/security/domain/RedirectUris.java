package io.aios.security.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a client may have codes sent (RFC 8252, OAuth 2.1): to HTTPS, to this machine by plain
 * HTTP, or to a private-use scheme.
 */
public final class RedirectUris {
  private static final int LONGEST = 500;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  /** Editors whose scheme is no domain name read backwards, as it should be. */
  private static final Set<String> EDITORS = Set.of("cursor", "vscode", "vscode-insiders");

  private static final Pattern REVERSED_DOMAIN = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");

  private RedirectUris() {}

  /** Why a client may not have it; null when it may. */
  public static @Nullable String refusal(String redirect) {
    URI uri = parse(redirect);
    if (uri == null || redirect.length() > LONGEST || uri.getScheme() == null) {
      return "it is not an absolute URI of at most " + LONGEST + " characters";
    }
    if (uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
      return "it has a fragment or user information";
    }
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> uri.getHost() == null ? "it names no host" : null;
      case "http" -> isLoopback(redirect) ? null : "http is for this machine only; use https";
      case String scheme when EDITORS.contains(scheme) -> null;
      case String scheme when REVERSED_DOMAIN.matcher(scheme).matches() -> null;
      case String scheme -> "the scheme " + scheme + " is not a reversed domain name";
    };
  }

  /** Whether the browser hands the code to a program on its own machine over HTTP. */
  public static boolean isLoopback(String redirect) {
    URI uri = parse(redirect);
    return uri != null
        && "http".equalsIgnoreCase(uri.getScheme())
        && uri.getHost() != null
        && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
  }

  /**
   * Whether both differ in the port alone and stay on this machine: a native client takes any port
   * (RFC 8252 section 7.3).
   */
  public static boolean sameButForPort(String asked, String registered) {
    URI one = parse(asked);
    URI other = parse(registered);
    return one != null
        && other != null
        && isLoopback(asked)
        && isLoopback(registered)
        && one.getHost().equalsIgnoreCase(other.getHost())
        && one.getRawUserInfo() == null
        && one.getRawFragment() == null
        && Objects.equals(one.getRawPath(), other.getRawPath())
        && Objects.equals(one.getRawQuery(), other.getRawQuery());
  }

  private static @Nullable URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
