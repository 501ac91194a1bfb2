package io.aios.security.interfaces.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/** The login page: one form, one style sheet, nothing from elsewhere. */
final class LoginPage {
  private final String html = read("login.html");
  private final String style = read("login.css");

  String render(CsrfToken csrf, @Nullable String error) {
    return html.replace("{{message}}", message(error))
        .replace("{{csrf.name}}", HtmlUtils.htmlEscape(csrf.getParameterName()))
        .replace("{{csrf.token}}", HtmlUtils.htmlEscape(csrf.getToken()));
  }

  String style() {
    return style;
  }

  private static String message(@Nullable String error) {
    return switch (error) {
      case null -> "";
      case "wait" -> "Too many failed logins. Wait a few minutes.";
      default -> "Unknown name or wrong password.";
    };
  }

  private static String read(String name) {
    try {
      return new ClassPathResource("login/" + name).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The login page lacks " + name, e);
    }
  }
}
