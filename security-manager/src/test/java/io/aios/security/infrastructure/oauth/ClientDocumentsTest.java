package io.aios.security.infrastructure.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.aios.platform.outbound.PublicAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches from a server that stands for a stranger's. */
class ClientDocumentsTest {
  private static final byte[] DOCUMENT = "{\"client_id\":\"x\"}".getBytes(StandardCharsets.UTF_8);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private final ClientDocuments anywhere = new ClientDocuments(address -> true, null);
  private HttpServer stranger;

  @BeforeEach
  void start() throws IOException {
    stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    serve("/good", "application/json", DOCUMENT);
    serve("/long", "application/json", new byte[ClientDocuments.MAX_BYTES + 1]);
    serve("/page", "text/html", DOCUMENT);
    stranger.createContext(
        "/away",
        exchange -> {
          asked.add("/away");
          exchange.getResponseHeaders().add("Location", "/good");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    stranger.createContext(
        "/drip",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          try {
            while (!done.await(500, TimeUnit.MILLISECONDS)) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    stranger.start();
  }

  @AfterEach
  void stop() {
    done.countDown();
    stranger.stop(0);
  }

  private void serve(String path, String type, byte[] body) {
    stranger.createContext(
        path,
        exchange -> {
          asked.add(path);
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private String at(String host, String path) {
    return "http://" + host + ":" + stranger.getAddress().getPort() + path;
  }

  @Test
  void readsADocument() throws Exception {
    assertThat(anywhere.fetch(at("127.0.0.1", "/good"))).isEqualTo(DOCUMENT);
  }

  /** A name that leads to this machine is refused by what it leads to. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void connectsToNoAddressThatIsNotPublic(String host) {
    ClientDocuments documents = new ClientDocuments(PublicAddresses::isPublic, null);

    assertThatThrownBy(() -> documents.fetch(at(host, "/good")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a public address");
    assertThat(asked).isEmpty();
  }

  @Test
  void followsNoRedirect() {
    assertThatThrownBy(() -> anywhere.fetch(at("127.0.0.1", "/away")))
        .hasMessageContaining("status 302");
    assertThat(asked).containsExactly("/away");
  }

  @Test
  void readsNoMoreThanTheLimit() {
    assertThatThrownBy(() -> anywhere.fetch(at("127.0.0.1", "/long")))
        .hasMessageContaining("more than " + ClientDocuments.MAX_BYTES + " bytes");
  }

  @Test
  void takesNothingButJson() {
    assertThatThrownBy(() -> anywhere.fetch(at("127.0.0.1", "/page")))
        .hasMessageContaining("text/html");
  }

  @Test
  void givesUpOnAServerThatNeverEnds() {
    assertThatThrownBy(() -> anywhere.fetch(at("127.0.0.1", "/drip")))
        .isInstanceOf(IOException.class);
  }
}
