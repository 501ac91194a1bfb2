package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everybody logs in through the gateway; who guesses must not lock everybody else out. */
class LoginAddressesIT {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final Server server = Server.running();
  private final Server.Browser browser = server.new Browser();
  private final String name = "user-" + UUID.randomUUID();
  private String csrf = "";

  @BeforeEach
  void openThePage() throws Exception {
    var field = CSRF.matcher(browser.get("/login").body());
    assertThat(field.find()).isTrue();
    csrf = field.group(1);
  }

  private String guessFrom(String address, String proof) throws Exception {
    HttpResponse<String> answer =
        browser.post(
            "/login",
            Map.of("username", name, "password", "guess", "_csrf", csrf),
            "X-Forwarded-For",
            address,
            "X-Aios-Forwarded-By",
            proof);
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  void countsGuessesByTheAddressThatTheGatewayNames() throws Exception {
    String proof = server.hopTokenOf("gateway", "forward");
    for (int i = 0; i < 5; i++) {
      guessFrom("203.0.113.7", proof);
    }
    assertThat(guessFrom("203.0.113.7", proof)).endsWith("error=wait");
    assertThat(guessFrom("203.0.113.8", proof)).endsWith("error=wrong");
  }

  @Test
  void believesNobodyElsesAddress() throws Exception {
    for (int i = 0; i < 5; i++) {
      guessFrom("203.0.113." + i, "made-up");
    }
    assertThat(guessFrom("203.0.113.99", "made-up")).endsWith("error=wait");
  }
}
