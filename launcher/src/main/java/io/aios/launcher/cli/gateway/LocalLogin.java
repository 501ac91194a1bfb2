package io.aios.launcher.cli.gateway;

import io.aios.launcher.cli.CommandFailure;
import io.aios.launcher.data.DataDirectory;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Login without a human: whoever can read {@code run/local-login.key} proves it with an HMAC over a
 * nonce, and then goes through the ordinary authorization-code flow.
 */
final class LocalLogin {
  private static final String REDIRECT = "http://127.0.0.1/callback";

  private final DataDirectory data;
  private final String server;
  private final Clock clock;
  private final HttpClient http;

  /**
   * @param server security-manager itself, not through the gateway
   * @param tls what to show to it, where it demands a certificate
   */
  LocalLogin(DataDirectory data, String server, Clock clock, Optional<SSLContext> tls) {
    this.data = data;
    this.server = server;
    this.clock = clock;
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(AuthorizationCode.TIMEOUT)
            .cookieHandler(new CookieManager());
    tls.ifPresent(client::sslContext);
    this.http = client.build();
  }

  AccessToken login(Set<String> scopes) throws InterruptedException {
    AuthorizationCode flow = new AuthorizationCode(server, REDIRECT, scopes);
    try (http) {
      prove();
      HttpResponse<String> answer = get(flow.authorizeUri());
      URI location = URI.create(answer.headers().firstValue("Location").orElse(""));
      return flow.exchange(http, flow.codeOf(FormBody.decode(location.getRawQuery())), clock);
    } catch (IOException e) {
      throw new CommandFailure(
          CommandFailure.NOT_RUNNING,
          "security-manager does not answer at " + server + "; see `aios status`");
    }
  }

  private void prove() throws IOException, InterruptedException {
    HttpResponse<String> asked = get(URI.create(server + "/login/local"));
    require(asked, 200);
    String nonce = nonceOf(asked);
    String form = FormBody.encode(Map.of("nonce", nonce, "proof", proof(nonce)));
    HttpResponse<String> proved =
        http.send(
            HttpRequest.newBuilder(URI.create(server + "/login/local"))
                .timeout(AuthorizationCode.TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    require(proved, 204);
  }

  private static String nonceOf(HttpResponse<String> response) {
    try {
      return JsonMapper.builder().build().readTree(response.body()).path("nonce").asString("");
    } catch (JacksonException e) {
      throw new CommandFailure(CommandFailure.FAILED, "the login answered without a nonce");
    }
  }

  private String proof(String nonce) throws IOException {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(), "HmacSHA256"));
      byte[] proof = mac.doFinal(nonce.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(proof);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("HmacSHA256 is part of every JDK", e);
    }
  }

  private byte[] key() throws IOException {
    Path file = data.run().resolve("local-login.key");
    if (!Files.isReadable(file)) {
      throw new CommandFailure(
          CommandFailure.REFUSED,
          "%s cannot be read: log in as the suite's owner, or with `aios login --browser`"
              .formatted(file));
    }
    return Base64.getUrlDecoder().decode(Files.readString(file).strip());
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri).timeout(AuthorizationCode.TIMEOUT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void require(HttpResponse<String> response, int status) {
    if (response.statusCode() != status) {
      throw new CommandFailure(
          CommandFailure.REFUSED,
          "local login at %s answered %d".formatted(server, response.statusCode()));
    }
  }
}
