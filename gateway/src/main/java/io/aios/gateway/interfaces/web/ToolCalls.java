package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.domain.QuotaLevel;
import io.aios.gateway.usecase.AccessPolicies;
import io.aios.gateway.usecase.Admission;
import io.aios.gateway.usecase.AdmitCall;
import io.aios.gateway.usecase.CallTool;
import io.aios.gateway.usecase.CallerConnection;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.ToolInvocation;
import io.aios.gateway.usecase.ToolReply;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The call pipeline behind both REST and MCP. */
@Component
final class ToolCalls {
  private static final String COMMAND_HEADER = "X-Aios-Command-Id";
  private static final String TIMEOUT_HEADER = "X-Aios-Timeout-Ms";
  private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{0,8}");

  private final AdmitCall admission;
  private final CallTool callTool;
  private final SentTokens tokens;
  private final CallersFilters filters;

  ToolCalls(AdmitCall admission, CallTool callTool, SentTokens tokens, CallersFilters filters) {
    this.admission = admission;
    this.callTool = callTool;
    this.tokens = tokens;
    this.filters = filters;
  }

  /**
   * @param arguments asked for only if a policy reads them
   */
  CatalogueTool admit(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      Supplier<JsonNode> arguments) {
    CallerIdentity caller = caller(request, "tool.call", name);
    return admitted(
        request, response, () -> admission.admit(caller, name, request.getRemoteAddr(), arguments));
  }

  /** A call that asks what it would do. */
  CatalogueTool admitPreview(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      Supplier<JsonNode> arguments) {
    CallerIdentity caller = caller(request, "tool.preview", name);
    return admitted(
        request,
        response,
        () -> admission.admitPreview(caller, name, request.getRemoteAddr(), arguments));
  }

  private static CatalogueTool admitted(
      HttpServletRequest request, HttpServletResponse response, Supplier<Admission> admission) {
    Admission admitted = decided(request, admission);
    QuotaHeaders.write(response, admitted.levels());
    return admitted.tool();
  }

  /**
   * A request that calls no tool, and is asked of a server.
   *
   * @return what is left of the quotas that it was taken out of
   */
  List<QuotaLevel> admitAccess(
      HttpServletRequest request, Asked asked, CatalogueTool access, Supplier<JsonNode> arguments) {
    CallerIdentity caller = caller(request, asked.action(), asked.target());
    return decided(
            request,
            () ->
                new Admission(
                    access,
                    admission.admitAccess(caller, access, request.getRemoteAddr(), arguments)))
        .levels();
  }

  /** What the audit record calls it. */
  record Asked(String action, String target) {}

  private static Admission decided(HttpServletRequest request, Supplier<Admission> admission) {
    Admission admitted = recorded(request, admission);
    RequestRecord.of(request).calls(admitted.tool());
    return admitted;
  }

  /** Tells the audit record which policies refused. */
  static <T> T recorded(HttpServletRequest request, Supplier<T> admission) {
    try {
      return admission.get();
    } catch (Problem refusal) {
      if (refusal.members().get(AccessPolicies.DECIDED_BY) instanceof List<?> policies) {
        RequestRecord.of(request).decidedBy(policies);
      }
      throw refusal;
    }
  }

  private static CallerIdentity caller(HttpServletRequest request, String action, String name) {
    RequestRecord entry = RequestRecord.of(request);
    entry.asks(action, name);
    CallerIdentity caller = Callers.of(request);
    entry.caller(caller, request);
    return caller;
  }

  /**
   * @param body the JSON-RPC request for the server
   * @param headers for the server; what the gateway believes of the caller's own is added
   */
  ToolReply call(
      HttpServletRequest request,
      CatalogueTool tool,
      JsonNode arguments,
      ByteBuffer body,
      Map<String, String> headers) {
    String command = RequestRecord.of(request).commandId();
    Optional<Duration> wanted = Optional.empty();
    if (command != null) {
      headers.put(COMMAND_HEADER, command);
      wanted = timeout(request.getHeader(TIMEOUT_HEADER));
    }
    filters.prepare(request, tool.server());
    SentTokens.Opened sent = tokens.open(request, tool, body);
    JsonNode given = sent.tokens().in(arguments);
    if (!sent.tokens().isEmpty()) {
      headers.putAll(tool.mirrors().of(given));
    }
    ToolReply reply =
        callTool.call(
            new ToolInvocation(
                Callers.of(request),
                tool,
                given,
                sent.body(),
                headers,
                wanted,
                connection(request),
                sent.tokens()));
    if (!isUsable(reply.status())) {
      String answer = tool.service() + " answered with HTTP status " + reply.status();
      reply.close();
      throw new Problem(ProblemType.TOOL_FAILED, answer).with("upstreamStatus", reply.status());
    }
    return reply;
  }

  /** A JSON-RPC message may come with these; other statuses are between the gateway and it. */
  private static boolean isUsable(int status) {
    return status == 200 || status == 400 || status == 404;
  }

  private static Optional<Duration> timeout(@Nullable String millis) {
    return millis != null && MILLIS.matcher(millis).matches()
        ? Optional.of(Duration.ofMillis(Long.parseLong(millis)))
        : Optional.empty();
  }

  private static Optional<CallerConnection> connection(HttpServletRequest request) {
    return Optional.ofNullable(
        (CallerConnection) request.getAttribute(CallerConnection.class.getName()));
  }
}
