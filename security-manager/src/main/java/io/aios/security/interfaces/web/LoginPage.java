package io.aios.security.interfaces.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/** The login pages: forms, one style sheet, the scripts for passkeys, nothing from elsewhere. */
final class LoginPage {
  private static final String PROVIDER =
      "<p><a href=\"/login/provider/oidc\">Log in with your organisation</a></p>";

  private final String html = read("login.html");
  private final String factor = read("factor.html");
  private final String passkeys = read("passkeys.html");
  private final String done = read("done.html");
  private final String style = read("login.css");
  private final String script = read("passkey.js");
  private final String webauthn =
      resource("org/springframework/security/spring-security-webauthn.js");

  /**
   * @param provider whether one can log in elsewhere
   */
  String render(CsrfToken csrf, @Nullable String error, boolean provider) {
    return filled(html, csrf, message(error, "Unknown name or wrong password."))
        .replace("{{provider}}", provider ? PROVIDER : "");
  }

  String renderFactor(CsrfToken csrf, @Nullable String error) {
    return filled(factor, csrf, message(error, "That is not the present code."));
  }

  String renderPasskeys(CsrfToken csrf) {
    return filled(passkeys, csrf, "");
  }

  /** That nothing more is to be done, and what could be. */
  String renderDone(String message, String next) {
    return done.replace("{{message}}", message).replace("{{next}}", next);
  }

  private static String filled(String page, CsrfToken csrf, String message) {
    return page.replace("{{message}}", message)
        .replace("{{csrf.name}}", HtmlUtils.htmlEscape(csrf.getParameterName()))
        .replace("{{csrf.token}}", HtmlUtils.htmlEscape(csrf.getToken()));
  }

  String style() {
    return style;
  }

  /** The framework's own. */
  String webauthnScript() {
    return webauthn;
  }

  String passkeyScript() {
    return script;
  }

  private static String message(@Nullable String error, String wrong) {
    return switch (error) {
      case null -> "";
      case "provider" -> "Your organisation's login was not accepted here.";
      case "" -> "The passkey was not accepted.";
      case "wait" -> "Too many failed attempts. Wait a few minutes.";
      default -> wrong;
    };
  }

  private static String read(String name) {
    return resource("login/" + name);
  }

  private static String resource(String name) {
    try {
      return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The login page lacks " + name, e);
    }
  }
}
