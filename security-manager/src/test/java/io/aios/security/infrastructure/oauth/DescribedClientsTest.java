package io.aios.security.infrastructure.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Clients that a stranger's server describes. */
class DescribedClientsTest {
  private static final String REDIRECT = "\"redirect_uris\": [\"http://127.0.0.1/callback\"]";

  private final DescribedClients clients =
      new DescribedClients(
          new ClientDocuments(address -> true, null),
          new PublicClientSettings(
              new SecurityManagerProperties(
                  Map.of(),
                  Duration.ofDays(30),
                  Duration.ofMinutes(15),
                  Duration.ofHours(1),
                  Duration.ofMinutes(15),
                  Duration.ofDays(30),
                  Duration.ofDays(90),
                  60)),
          Clock.systemUTC());
  private HttpServer stranger;
  private String id = "";

  @BeforeEach
  void start() throws IOException {
    stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger.start();
    id = "http://127.0.0.1:" + stranger.getAddress().getPort() + "/client.json";
  }

  @AfterEach
  void stop() {
    stranger.stop(0);
  }

  private void describe(String document) {
    byte[] body = document.replace("$id", id).getBytes(StandardCharsets.UTF_8);
    stranger.createContext(
        "/client.json",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Test
  void takesADescriptionForAPublicClientThatAsksForConsentAndProvesItself() {
    describe("{\"client_id\": \"$id\", " + REDIRECT + "}");

    RegisteredClient client = clients.find(id);

    assertThat(client).isNotNull();
    assertThat(client.getClientAuthenticationMethods())
        .containsExactly(ClientAuthenticationMethod.NONE);
    assertThat(client.getClientSettings().isRequireAuthorizationConsent()).isTrue();
    assertThat(client.getClientSettings().isRequireProofKey()).isTrue();
  }

  /** Else anybody could describe a client of anybody's. */
  @Test
  void takesNoDescriptionOfAnother() {
    describe("{\"client_id\": \"https://other.example/client.json\", " + REDIRECT + "}");

    assertThat(clients.find(id)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"token_endpoint_auth_method\": \"client_secret_basic\", " + REDIRECT,
        "\"client_secret\": \"s\", " + REDIRECT
      })
  void takesNoClientThatHasASecret(String members) {
    describe("{\"client_id\": \"$id\", " + members + "}");

    assertThat(clients.find(id)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example/callback", "javascript:alert(1)", "file:///etc"})
  void takesNoDangerousRedirect(String redirect) {
    describe("{\"client_id\": \"$id\", \"redirect_uris\": [\"" + redirect + "\"]}");

    assertThat(clients.find(id)).isNull();
  }
}
