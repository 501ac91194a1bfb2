package io.aios.security.interfaces.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Where a user types the code of a device that has no browser (RFC 8628 section 3.3). */
@RestController
class DeviceController {
  private final HttpSessionRequestCache requests = new HttpSessionRequestCache();
  private final String html;

  DeviceController() throws IOException {
    html = new ClassPathResource("login/device.html").getContentAsString(StandardCharsets.UTF_8);
  }

  @GetMapping("/login/device")
  ResponseEntity<String> ask(
      @RequestParam(name = "user_code", required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request,
      HttpServletResponse response) {
    Authentication user = SecurityContextHolder.getContext().getAuthentication();
    if (user == null || user instanceof AnonymousAuthenticationToken) {
      requests.saveRequest(request, response);
      return ResponseEntity.status(HttpServletResponse.SC_FOUND)
          .header("Location", "/login")
          .build();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_HTML)
        .body(
            html.replace("{{message}}", message(error, done))
                .replace("{{code}}", code == null ? "" : HtmlUtils.htmlEscape(code)));
  }

  private static String message(@Nullable String error, @Nullable String done) {
    if (done != null) {
      return "Done. Go back to the device.";
    }
    return error == null ? "" : "No device waits with that code, or it was refused.";
  }
}
