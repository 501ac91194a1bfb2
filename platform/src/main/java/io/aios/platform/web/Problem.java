package io.aios.platform.web;

import io.aios.contracts.problems.ProblemType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A refusal or failure on its way to the caller as a problem document (RFC 9457). The detail is
 * shown as it stands: it names values and limits, never secrets.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient Map<String, Object> members = new LinkedHashMap<>();
  private final transient HttpHeaders headers = new HttpHeaders();

  public Problem(ProblemType type, String detail) {
    this(type, detail, null);
  }

  public Problem(ProblemType type, String detail, @Nullable Throwable cause) {
    super(detail, cause, false, false);
    this.type = type;
  }

  /** Adds an extension member. */
  public Problem with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  /** Adds a response header. */
  public Problem header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    String detail = getMessage();
    return detail == null ? type.title() : detail;
  }

  public Map<String, Object> members() {
    return members;
  }

  public HttpHeaders headers() {
    return headers;
  }
}
