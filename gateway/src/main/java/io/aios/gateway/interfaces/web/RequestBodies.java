package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Reads JSON bodies up to the limit, whether their length is declared or not. */
@Component
final class RequestBodies {
  private final int limit;

  RequestBodies(GatewayProperties properties) {
    this.limit = Math.toIntExact(properties.maxBody().toBytes());
  }

  /**
   * @throws Problem {@code BODY_TOO_LARGE}, {@code UNSUPPORTED_MEDIA_TYPE}, {@code
   *     MALFORMED_REQUEST} when the body ends too early
   */
  byte[] read(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    if (length > limit) {
      throw tooLarge(length + " bytes");
    }
    if (length != 0) {
      requireJson(request);
    }
    try {
      ServletInputStream in = request.getInputStream();
      if (length >= 0) {
        return exactly(in, (int) length);
      }
      byte[] body = in.readNBytes(limit + 1);
      if (body.length > limit) {
        throw tooLarge("more");
      }
      return body;
    } catch (IOException e) {
      throw new Problem(ProblemType.MALFORMED_REQUEST, "The body ended before it was complete", e);
    }
  }

  private static byte[] exactly(ServletInputStream in, int length) throws IOException {
    byte[] body = new byte[length];
    int read = in.readNBytes(body, 0, length);
    if (read < length) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "The body has " + read + " of the " + length + " bytes declared");
    }
    return body;
  }

  private Problem tooLarge(String size) {
    return new Problem(
            ProblemType.BODY_TOO_LARGE, "The body has " + size + "; the limit is " + limit)
        .with("limit", limit);
  }

  /**
   * @throws Problem {@code UNSUPPORTED_MEDIA_TYPE} when there is a body that is something else
   */
  static void requireJsonIfAny(HttpServletRequest request) {
    if (request.getContentLengthLong() > 0
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      requireJson(request);
    }
  }

  /** Says where, in place of the parser's words, which name classes of this program. */
  static Problem notJson(JacksonException unreadable) {
    TokenStreamLocation at = unreadable.getLocation();
    return new Problem(
        ProblemType.MALFORMED_REQUEST,
        at == null
            ? "The body is nested too deeply, or a part of it is too long"
            : "The body is not JSON, at line %d, column %d"
                .formatted(at.getLineNr(), at.getColumnNr()),
        unreadable);
  }

  private static void requireJson(HttpServletRequest request) {
    String type = request.getContentType();
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (type == null || !isJson(type) || (encoding != null && !encoding.equals("identity"))) {
      throw new Problem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "The body must be application/json without content encoding, not "
              + type
              + (encoding == null ? "" : " with " + encoding));
    }
  }

  private static boolean isJson(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("application/json")
        && (lower.length() == 16 || lower.charAt(16) == ';' || lower.charAt(16) == ' ');
  }
}
