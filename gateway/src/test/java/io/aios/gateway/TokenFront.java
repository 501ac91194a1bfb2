package io.aios.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * Adds a token to what programs send that cannot be given one. A connection carries one request,
 * whose bytes pass as they come and whose end in one direction ends it in the other.
 */
final class TokenFront implements AutoCloseable {
  private static final int MAX_HEAD = 64 * 1024;

  private final ServerSocket socket;
  private final int target;
  private final byte[] headers;

  TokenFront(String url, String token) {
    this.target = URI.create(url).getPort();
    this.headers =
        ("\r\nAuthorization: Bearer " + token + "\r\nConnection: close").getBytes(ISO_8859_1);
    try {
      socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (IOException closed) {
      // the end
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      InputStream in = client.getInputStream();
      byte[] line = requestLine(in);
      if (line.length == 0) {
        return;
      }
      OutputStream out = server.getOutputStream();
      out.write(line);
      out.write(headers);
      Thread answers = Thread.startVirtualThread(() -> pass(server, client));
      out.write("\r\n".getBytes(ISO_8859_1));
      pass(in, out);
      server.shutdownOutput();
      answers.join();
    } catch (IOException gone) {
      // who is still there sees the connection end
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] requestLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n' && line.size() < MAX_HEAD) {
      line.write(next);
      next = in.read();
    }
    return line.toString(ISO_8859_1).strip().getBytes(ISO_8859_1);
  }

  private static void pass(Socket from, Socket to) {
    try (to) {
      pass(from.getInputStream(), to.getOutputStream());
    } catch (IOException gone) {
      // as above
    }
  }

  private static void pass(InputStream from, OutputStream to) throws IOException {
    byte[] bytes = new byte[8192];
    int read = from.read(bytes);
    while (read >= 0) {
      to.write(bytes, 0, read);
      to.flush();
      read = from.read(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
