package io.aios.platform.tomcat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LingeringProtocolIT {
  private static final String REQUEST = "GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Tomcat tomcat = new Tomcat();
  private Socket client = new Socket();
  private BufferedReader answers = new BufferedReader(Reader.nullReader());

  @BeforeEach
  void start() throws Exception {
    Connector connector = new Connector(new LingeringProtocol());
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir") + "/aios-lingering");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "echo", new Echo());
    context.addServletMappingDecoded("/*", "echo");
    tomcat.start();
    client = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    client.setSoTimeout(10_000);
    answers = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void answersOnOneConnectionAtOnceAndAfterARest() throws Exception {
    for (int i = 0; i < 50; i++) {
      send(REQUEST.formatted("r" + i));
      assertThat(answer()).isEqualTo("/r" + i);
      if (i % 10 == 0) {
        TimeUnit.MILLISECONDS.sleep(50); // long enough to have gone back to the poller
      }
    }
  }

  @Test
  void answersRequestsThatCameTogetherInTheirOrder() throws Exception {
    send(REQUEST.formatted("first") + REQUEST.formatted("second") + REQUEST.formatted("third"));

    assertThat(answer()).isEqualTo("/first");
    assertThat(answer()).isEqualTo("/second");
    assertThat(answer()).isEqualTo("/third");
  }

  @Test
  void waitsForARequestThatComesInPieces() throws Exception {
    String request = REQUEST.formatted("pieces");
    for (int i = 0; i < request.length(); i += 7) {
      send(request.substring(i, Math.min(i + 7, request.length())));
      TimeUnit.MILLISECONDS.sleep(10);
    }

    assertThat(answer()).isEqualTo("/pieces");
  }

  private void send(String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
    client.getOutputStream().flush();
  }

  /** The body of the next answer, whose length is on one of its header lines. */
  private String answer() throws IOException {
    int length = 0;
    for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    char[] body = new char[length];
    for (int read = 0; read < length; ) {
      read += answers.read(body, read, length - read);
    }
    return new String(body);
  }

  private static final class Echo extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      assertThat(Thread.currentThread().isVirtual()).isTrue();
      byte[] body = request.getRequestURI().getBytes(US_ASCII);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
