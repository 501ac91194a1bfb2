package io.aios.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.GatewayClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests whose end is in doubt (RFC 9112 section 11.2): what hides behind one is no request, for
 * the gateway or for the service behind it.
 */
class SmugglingIT {
  private static final String HIDDEN = "GET /oauth2/hidden HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

  private final SharedSuite shared = SharedSuite.get();

  /** Lines of a head, and a body that ends elsewhere for whoever reads them otherwise. */
  enum Doubt {
    BOTH_LENGTHS("Content-Length: 4\r\nTransfer-Encoding: chunked", "0\r\n\r\n" + HIDDEN),
    BOTH_LENGTHS_THE_OTHER_WAY(
        "Transfer-Encoding: chunked\r\nContent-Length: 999", "0\r\n\r\n" + HIDDEN),
    TWO_LENGTHS("Content-Length: 3\r\nContent-Length: 99", "a=b" + HIDDEN),
    LENGTHS_IN_A_LIST("Content-Length: 3, 99", "a=b" + HIDDEN),
    SIGNED_LENGTH("Content-Length: +3", "a=b" + HIDDEN),
    UNKNOWN_ENCODING("Transfer-Encoding: xchunked", "0\r\n\r\n" + HIDDEN),
    ENCODED_AND_THEN_NOT("Transfer-Encoding: chunked, identity", "0\r\n\r\n" + HIDDEN),
    SPACE_BEFORE_THE_COLON(
        "Content-Length: 3\r\nTransfer-Encoding : chunked", "a=b0\r\n\r\n" + HIDDEN),
    SIZE_THAT_IS_NO_NUMBER("Transfer-Encoding: chunked", "0x3\r\na=b\r\n0\r\n\r\n" + HIDDEN),
    LINE_FEED_IN_AN_EXTENSION("Transfer-Encoding: chunked", "3;a\nb\r\na=b\r\n0\r\n\r\n" + HIDDEN);

    private final String head;
    private final String body;

    Doubt(String head, String body) {
      this.head = head;
      this.body = body;
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersOnceAndTakesNothingBehindIt(Doubt doubt) throws Exception {
    String answers = sent(doubt);

    assertThat(answers.split("HTTP/1\\.1 ", -1)).as(answers).hasSizeLessThanOrEqualTo(2);
    Answer next =
        shared.client.send(
            shared
                .client
                .request("/oauth2/token?next=" + doubt, "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=b")));
    assertThat(next.status()).isEqualTo(200);
    assertThat(shared.securityManager.lastPath()).isEqualTo("/oauth2/token?next=" + doubt);
    assertThat(shared.securityManager.lastBody()).isEqualTo("a=b");
    assertThat(shared.securityManager.paths()).noneMatch(path -> path.contains("hidden"));
  }

  /** All that is answered on the connection before the gateway closes it. */
  private String sent(Doubt doubt) throws IOException {
    int port = Suite.port(shared.suite.gateway);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      String head =
          "POST /oauth2/token HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\n";
      socket
          .getOutputStream()
          .write((head + doubt.head + "\r\n\r\n" + doubt.body).getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (SocketException e) {
      return "";
    }
  }
}
