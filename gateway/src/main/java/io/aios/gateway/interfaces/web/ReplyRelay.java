package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.CallerGone;
import io.aios.gateway.usecase.FilteredReply;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ToolReply;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Passes a reply on through its server's filter. Of its headers only the media type goes out; an
 * event stream is flushed after each piece.
 */
@Component
final class ReplyRelay {
  private static final int CHUNK = 8 * 1024;

  private final int limit;

  ReplyRelay(GatewayProperties properties) {
    this.limit = Math.toIntExact(properties.maxReply().toBytes());
  }

  void relay(
      ToolReply reply,
      ReplyFilter filter,
      HttpServletRequest request,
      HttpServletResponse response) {
    String type = reply.contentType().orElse(MediaType.APPLICATION_JSON_VALUE);
    if (isEventStream(type)) {
      begin(reply, type, response);
      response.setHeader("X-Accel-Buffering", "no");
      new EventRelay(filter, RequestRecord.of(request), response, limit).relay(reply);
      return;
    }
    byte[] body = treated(read(reply), filter, request);
    begin(reply, type, response);
    RequestRecord.of(request).answered(body.length);
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
    } catch (IOException e) {
      throw new CallerGone();
    }
  }

  private static void begin(ToolReply reply, String type, HttpServletResponse response) {
    response.setStatus(reply.status());
    response.setContentType(type);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  static boolean isEventStream(String type) {
    return type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
  }

  private static byte[] treated(byte[] body, ReplyFilter filter, HttpServletRequest request) {
    if (!filter.mayMatch(body, 0, body.length)) {
      return body;
    }
    FilteredReply reply = filter.apply(body);
    if (reply.findings().isEmpty()) {
      return reply.bytes();
    }
    RequestRecord.of(request).filtered(reply.findings());
    return FilterNote.intoMessage(reply);
  }

  /** Reads to the end, and not only to the declared length: that gives the connection back. */
  private byte[] read(ToolReply reply) {
    InputStream body = reply.body();
    long declared = Math.min(reply.length(), limit);
    byte[] bytes = new byte[declared > 0 ? (int) declared : CHUNK];
    int length = 0;
    try {
      while (true) {
        if (length == bytes.length) {
          int more = body.read();
          if (more < 0) {
            return bytes;
          }
          bytes = grown(bytes);
          bytes[length++] = (byte) more;
        }
        int read = body.read(bytes, length, bytes.length - length);
        if (read < 0) {
          return Arrays.copyOf(bytes, length);
        }
        length += read;
      }
    } catch (IOException e) {
      throw reply.explain(e);
    }
  }

  private byte[] grown(byte[] bytes) {
    if (bytes.length >= limit) {
      throw tooLong(limit);
    }
    return Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(CHUNK, bytes.length * 2L)));
  }

  static Problem tooLong(int limit) {
    return new Problem(
        ProblemType.TOOL_FAILED, "The answer is longer than the limit of " + limit + " bytes");
  }
}
