package io.aios.security.interfaces.web;

import io.aios.security.domain.RedirectUris;
import io.aios.security.infrastructure.oauth.PendingConsents.Pending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/**
 * The page on which the user decides. It shows where the code will be sent, because a client's name
 * is only what the client says of itself. Destructive scopes have to be ticked.
 */
final class ConsentPage {
  private static final String WARNING =
      "This sends your permission to a program on this computer. AIOS cannot check which program"
          + " it is: go on only if you have just started this login yourself.";

  private final String html = read("consent.html");
  private final String device = read("device-consent.html");

  String render(Pending asked, String state) {
    return filled(html, asked, state)
        .replace("{{host}}", HtmlUtils.htmlEscape(host(asked.redirect())))
        .replace("{{resource}}", HtmlUtils.htmlEscape(asked.resource()))
        .replace("{{warning}}", RedirectUris.isLoopback(asked.redirect()) ? WARNING : "");
  }

  /** A device's code may have come from anybody (RFC 8628 section 5.4). */
  String renderDevice(Pending asked, String state, String userCode) {
    return filled(device, asked, state).replace("{{code}}", HtmlUtils.htmlEscape(userCode));
  }

  private static String filled(String page, Pending asked, String state) {
    return page.replace("{{client}}", HtmlUtils.htmlEscape(asked.clientName()))
        .replace("{{client.id}}", HtmlUtils.htmlEscape(asked.clientId()))
        .replace("{{state}}", HtmlUtils.htmlEscape(state))
        .replace(
            "{{scopes}}",
            asked.scopes().stream().map(ConsentPage::choice).collect(Collectors.joining("\n")));
  }

  private static String choice(String scope) {
    String text = HtmlUtils.htmlEscape(scope);
    String ticked = scope.endsWith(":destructive") ? "" : " checked";
    return "<label><input type=\"checkbox\" name=\"scope\" value=\"%s\"%s> %s</label>"
        .formatted(text, ticked, text);
  }

  private static String host(String redirect) {
    URI uri = URI.create(redirect);
    return uri.getRawAuthority() == null ? uri.getScheme() + ":" : uri.getRawAuthority();
  }

  private static String read(String name) {
    try {
      return new ClassPathResource("login/" + name).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The login page lacks " + name, e);
    }
  }
}
