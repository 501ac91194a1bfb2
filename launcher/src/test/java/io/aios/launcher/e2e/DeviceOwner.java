package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser who lets a device in, through the gateway. */
final class DeviceOwner {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();
  private final String gateway;

  DeviceOwner(String gateway) {
    this.gateway = gateway;
  }

  /**
   * @param code that the device shows
   * @param scopes that the owner agrees to
   */
  void letIn(String user, String password, String code, List<String> scopes) throws Exception {
    String page = get("/login").body();
    HttpResponse<String> loggedIn =
        post("/login", form("username", user, "password", password, "_csrf", value(page, "_csrf")));
    assertThat(loggedIn.statusCode()).as(loggedIn.body()).isEqualTo(204);
    URI consent =
        URI.create(location(post("/oauth2/device_verification", form("user_code", code))));
    String asked = get(consent.getRawPath() + "?" + consent.getRawQuery()).body();
    HttpResponse<String> decided =
        post(
            "/oauth2/device_verification",
            form(
                    "client_id",
                    value(asked, "client_id"),
                    "state",
                    value(asked, "state"),
                    "user_code",
                    value(asked, "user_code"))
                + scopes.stream()
                    .map(scope -> "&" + form("scope", scope))
                    .collect(Collectors.joining()));
    assertThat(location(decided)).contains("done");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(gateway + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(gateway + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
  }

  private static String value(String page, String field) {
    Matcher value =
        Pattern.compile("name=\"%s\" value=\"([^\"]*)\"".formatted(field)).matcher(page);
    assertThat(value.find()).as(page).isTrue();
    return value.group(1);
  }

  private static String form(String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }
}
