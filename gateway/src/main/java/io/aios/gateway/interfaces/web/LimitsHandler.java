package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.domain.QuotaLevel;
import io.aios.gateway.domain.RunningLevel;
import io.aios.gateway.usecase.AdmitCall;
import io.aios.gateway.usecase.ShowLimits;
import io.aios.gateway.usecase.ShowLimits.Limits;
import io.aios.mcp.McpJson;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/** {@code GET /api/v1/limits}: what is left of the caller's quotas. It counts as a request. */
@Component
final class LimitsHandler implements HttpRequestHandler {
  static final String PATH = "/api/v1/limits";
  private static final int LONGEST_NAME = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final ShowLimits limits;
  private final AdmitCall admission;
  private final ProblemWriter problems;

  LimitsHandler(ShowLimits limits, AdmitCall admission, ProblemWriter problems) {
    this.limits = limits;
    this.admission = admission;
    this.problems = problems;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestRecord entry = RequestRecord.of(request);
    entry.asks("limits.show", PATH);
    try {
      CallerIdentity caller = Callers.of(request);
      entry.caller(caller, request);
      if (!request.getMethod().equals("GET")) {
        throw new Problem(
                ProblemType.METHOD_NOT_ALLOWED, request.getMethod() + " is not served here")
            .header(HttpHeaders.ALLOW, "GET");
      }
      QuotaHeaders.write(response, admission.admitRequest(caller));
      write(response, limits.show(caller, name(request, "user"), name(request, "tool")));
    } catch (Problem refused) {
      entry.refused(refused.type());
      problems.write(request, response, refused);
    }
  }

  private static @Nullable String name(HttpServletRequest request, String parameter) {
    String value = request.getParameter(parameter);
    if (value == null) {
      return null;
    }
    if (value.isBlank() || value.length() > LONGEST_NAME || CONTROL.matcher(value).find()) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "%s must be a name of 1 to %d characters".formatted(parameter, LONGEST_NAME));
    }
    return value;
  }

  private record Quota(
      String quota, long limit, long windowSeconds, long left, long resetsInSeconds) {
    static Quota of(QuotaLevel level) {
      return new Quota(
          level.quota(),
          level.limit(),
          level.window().toSeconds(),
          level.left(),
          level.resets().toSeconds());
    }
  }

  private record Shown(String user, List<Quota> quotas, List<RunningLevel> running) {}

  private static void write(HttpServletResponse response, Limits levels) throws IOException {
    Shown shown =
        new Shown(
            levels.user(), levels.quotas().stream().map(Quota::of).toList(), levels.running());
    byte[] body = McpJson.MAPPER.writeValueAsBytes(shown);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
