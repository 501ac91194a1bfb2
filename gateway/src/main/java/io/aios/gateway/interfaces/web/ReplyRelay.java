package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.CallerGone;
import io.aios.gateway.usecase.ToolReply;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Passes a reply on as it comes. Of its headers only the media type goes out; an event stream is
 * flushed after each piece.
 */
@Component
final class ReplyRelay {
  private static final int CHUNK = 8 * 1024;

  void relay(ToolReply reply, HttpServletResponse response) {
    String type = reply.contentType().orElse(MediaType.APPLICATION_JSON_VALUE);
    boolean events = isEventStream(type);
    response.setStatus(reply.status());
    response.setContentType(type);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (events) {
      response.setHeader("X-Accel-Buffering", "no");
    } else if (reply.length() >= 0) {
      response.setContentLengthLong(reply.length());
    }
    copy(reply, response, events);
  }

  static boolean isEventStream(String type) {
    return type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
  }

  /** Reads to the end, and not only to the declared length: that gives the connection back. */
  private static void copy(ToolReply reply, HttpServletResponse response, boolean flushing) {
    long length = reply.length();
    byte[] chunk = new byte[length > 0 && length < CHUNK ? (int) length : CHUNK];
    InputStream body = reply.body();
    int read = read(reply, body, chunk);
    while (read >= 0) {
      write(response, chunk, read, flushing);
      read = read(reply, body, chunk);
    }
  }

  private static int read(ToolReply reply, InputStream body, byte[] chunk) {
    try {
      return body.read(chunk);
    } catch (IOException e) {
      throw reply.explain(e);
    }
  }

  private static void write(
      HttpServletResponse response, byte[] chunk, int length, boolean flushing) {
    try {
      OutputStream out = response.getOutputStream();
      out.write(chunk, 0, length);
      if (flushing) {
        out.flush();
      }
    } catch (IOException e) {
      throw new CallerGone();
    }
  }
}
