package io.aios.platform.tomcat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryConnectorIT {
  private static final int BIG = 1_000_000;

  private final Tomcat tomcat = new Tomcat();
  private final Servlet servlet = new Servlet();
  private InMemoryConnector connector;

  @BeforeEach
  void start() throws Exception {
    Connector http = new Connector(new LingeringProtocol());
    http.setPort(0);
    http.setProperty("address", "127.0.0.1");
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir") + "/aios-in-memory");
    tomcat.setConnector(http);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "servlet", servlet).setAsyncSupported(true);
    context.addServletMappingDecoded("/*", "servlet");
    tomcat.start();
    InMemoryConnector.open("127.0.0.1", http.getLocalPort(), http);
    connector = InMemoryConnector.at("127.0.0.1", http.getLocalPort()).orElseThrow();
  }

  @AfterEach
  void stop() throws Exception {
    connector.close();
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void aRequestComesWithItsPathHeadersAndBodyAndEachReplyIsItsOwn() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (InMemoryReply reply = post("/echo", "body " + i).awaitHead()) {
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.contentType()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(new String(reply.readAllBytes(), UTF_8))
            .isEqualTo("POST /echo from ada, 127.0.0.1, virtual: body " + i);
      }
    }
  }

  @Test
  void manyAtOnceDoNotMix() {
    assertThat(
            IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> Map.entry("body " + i, text("/echo", "body " + i))))
        .allSatisfy(each -> assertThat(each.getValue()).endsWith(": " + each.getKey()));
  }

  @Test
  void whatIsFlushedIsReadWhileTheServerGoesOn() throws Exception {
    InMemoryReply reply = post("/stream", "").awaitHead();
    byte[] piece = new byte[100];

    assertThat(new String(piece, 0, reply.read(piece), UTF_8)).isEqualTo("first");
    servlet.goOn.countDown();
    assertThat(new String(reply.readAllBytes(), UTF_8)).isEqualTo("last");
  }

  @Test
  void aBigReplyWaitsForItsReader() throws Exception {
    InMemoryReply reply = post("/big", "").awaitHead();

    assertThat(reply.length()).isEqualTo(-1);
    assertThat(reply.readAllBytes()).hasSize(BIG).containsOnly('x');
  }

  @Test
  void whoStopsReadingIsNoticedByTheServersNextWrite() throws Exception {
    InMemoryReply reply = post("/endless", "").awaitHead();

    reply.close();

    assertThat(servlet.broken.await(20, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(reply::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
  }

  @Test
  void aReplyThatBreaksOffDoesNotLookComplete() throws Exception {
    InMemoryReply reply = post("/break", "").awaitHead();

    assertThatThrownBy(reply::readAllBytes).isInstanceOf(IOException.class);
    assertThat(text("/echo", "next")).endsWith(": next");
  }

  @Test
  void anAsynchronousReplyIsRefusedInsteadOfWaitedFor() {
    InMemoryReply reply = post("/async", "");

    assertThatThrownBy(reply::awaitHead)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("asynchronously");
  }

  @Test
  void aPathThatLeavesTheRootIsRefusedAsOverTheNetwork() throws Exception {
    assertThat(post("/../echo", "").awaitHead().status()).isEqualTo(400);
    assertThat(post("/%2f%2e", "").awaitHead().status()).isEqualTo(400);
  }

  @Test
  void nobodyFindsAServerThatHasClosedItsWay() {
    connector.close();

    assertThat(InMemoryConnector.at("127.0.0.1", tomcat.getConnector().getLocalPort())).isEmpty();
  }

  private InMemoryReply post(String path, String body) {
    return connector.post(path, Map.of("X-Name", "ada"), ByteBuffer.wrap(body.getBytes(UTF_8)));
  }

  private String text(String path, String body) {
    try (InMemoryReply reply = post(path, body).awaitHead()) {
      return new String(reply.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Servlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient CountDownLatch goOn = new CountDownLatch(1);
    private final transient CountDownLatch broken = new CountDownLatch(1);

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      OutputStream out = response.getOutputStream();
      switch (request.getRequestURI()) {
        case "/echo" -> echo(request, response, out);
        case "/stream" -> stream(response, out);
        case "/big" -> big(out);
        case "/endless" -> endless(out);
        case "/async" -> request.startAsync();
        case "/break" -> {
          out.write("half".getBytes(UTF_8));
          out.flush();
          throw new IllegalStateException("planned");
        }
        default -> throw new AssertionError(request.getRequestURI());
      }
    }

    private static void echo(
        HttpServletRequest request, HttpServletResponse response, OutputStream out)
        throws IOException {
      response.setStatus(202);
      response.setContentType("text/plain;charset=UTF-8");
      String text =
          "%s %s from %s, %s, %s: "
              .formatted(
                  request.getMethod(),
                  request.getRequestURI(),
                  request.getHeader("x-name"),
                  request.getRemoteAddr(),
                  Thread.currentThread().isVirtual() ? "virtual" : "platform");
      out.write(text.getBytes(UTF_8));
      out.write(request.getInputStream().readAllBytes());
    }

    private void stream(HttpServletResponse response, OutputStream out) throws IOException {
      response.setContentType("text/event-stream");
      out.write("first".getBytes(UTF_8));
      out.flush();
      try {
        assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      out.write("last".getBytes(UTF_8));
    }

    private static void big(OutputStream out) throws IOException {
      byte[] piece = new byte[10_000];
      Arrays.fill(piece, (byte) 'x');
      for (int i = 0; i < BIG / piece.length; i++) {
        out.write(piece);
      }
    }

    private void endless(OutputStream out) throws IOException {
      try {
        while (true) {
          out.write(new byte[1000]);
          out.flush();
        }
      } catch (IOException gone) {
        broken.countDown();
        throw gone;
      }
    }
  }
}
