package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

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
