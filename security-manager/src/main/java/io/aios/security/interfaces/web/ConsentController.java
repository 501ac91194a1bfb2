package io.aios.security.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import io.aios.security.infrastructure.oauth.PendingConsents;
import io.aios.security.infrastructure.oauth.PendingConsents.Pending;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks the user whether a client may act for them, and how far. */
@RestController
class ConsentController {
  private static final String OWN =
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " form-action 'self'";

  private final PendingConsents pending;
  private final ConsentPage page = new ConsentPage();

  ConsentController(PendingConsents pending) {
    this.pending = pending;
  }

  @GetMapping("/login/consent")
  ResponseEntity<String> ask(
      @RequestParam String state,
      @RequestParam(name = "user_code", required = false) @Nullable String userCode) {
    Authentication user = SecurityContextHolder.getContext().getAuthentication();
    Pending asked =
        (user == null ? java.util.Optional.<Pending>empty() : pending.find(state, user.getName()))
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemType.NOT_FOUND, "No request of yours waits for your consent here"));
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_HTML)
        .header("Content-Security-Policy", asked.isOfDevice() ? OWN : policy(asked.redirect()))
        .body(
            asked.isOfDevice()
                ? page.renderDevice(asked, state, String.valueOf(userCode))
                : page.render(asked, state));
  }

  /**
   * The form's answer is a redirect to the client, which browsers count as the form's target. CSP 3
   * section 2.3.1 has no spelling for IPv6 addresses.
   */
  private static String policy(String redirect) {
    URI uri = URI.create(redirect);
    String authority = uri.getRawAuthority();
    String target =
        authority != null && !authority.startsWith("[") && uri.getScheme().startsWith("http")
            ? uri.getScheme() + "://" + authority
            : uri.getScheme() + ":";
    return OWN + " " + target;
  }
}
