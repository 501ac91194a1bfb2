package io.aios.gateway.interfaces.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.CallerGone;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.FilteredReply;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ToolReply;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.mcp.ProtocolVersions;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code /api/v1/tools}: the catalogue, and calls with plain JSON arguments. A call's reply is the
 * MCP result as the server wrote it.
 */
@Component
final class RestToolsHandler implements HttpRequestHandler {
  static final String PATH = "/api/v1/tools";

  private final RestCatalogue catalogue;
  private final RequestBodies bodies;
  private final ToolCalls calls;
  private final ToolViews views;
  private final RpcResults results;
  private final CallMetrics metrics;
  private final ProblemWriter problems;

  RestToolsHandler(
      RestCatalogue catalogue,
      RequestBodies bodies,
      ToolCalls calls,
      ToolViews views,
      RpcResults results,
      CallMetrics metrics,
      ProblemWriter problems) {
    this.catalogue = catalogue;
    this.bodies = bodies;
    this.calls = calls;
    this.views = views;
    this.results = results;
    this.metrics = metrics;
    this.problems = problems;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI();
    String name = path.length() > PATH.length() + 1 ? path.substring(PATH.length() + 1) : "";
    try {
      if (request.getMethod().equals("POST") && !name.isEmpty()) {
        metrics.timed(request, () -> call(name, request, response));
      } else if (request.getMethod().equals("GET")) {
        catalogue.show(name, request, response);
      } else {
        throw new Problem(
                ProblemType.METHOD_NOT_ALLOWED, request.getMethod() + " is not served here")
            .header(HttpHeaders.ALLOW, name.isEmpty() ? "GET" : "GET, POST");
      }
    } catch (Problem refused) {
      refuse(request, response, refused);
    }
  }

  private void call(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      Arguments given = new Arguments(request);
      CatalogueTool tool = calls.admit(request, response, name, given::json);
      views.of(request).require(tool);
      byte[] arguments = given.bytes();
      RequestRecord.of(request).body(arguments);
      JsonNode parsed = given.json();
      Map<String, String> headers = ForwardedHeaders.forCall(Methods.TOOLS_CALL, name);
      headers.putAll(tool.mirrors().of(parsed));
      try (ToolReply reply =
          calls.call(request, tool, parsed, envelope(name, arguments), headers)) {
        ReplyFilter filter = CallersFilters.of(request);
        ByteBuffer result =
            treated(results.read(tool.service(), reply, filter), filter, RequestRecord.of(request));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        RequestRecord.of(request).answered(result.remaining());
        response.setContentLength(result.remaining());
        response.getOutputStream().write(result.array(), result.arrayOffset(), result.remaining());
      }
    } catch (Problem refused) {
      refuse(request, response, refused);
    } catch (CallerGone gone) {
      response.setStatus(499);
    }
  }

  /** Read when they are first wanted, which is after the call was admitted unless policies ask. */
  private final class Arguments {
    private final HttpServletRequest request;
    private byte @Nullable [] bytes;
    private @Nullable JsonNode json;

    Arguments(HttpServletRequest request) {
      this.request = request;
    }

    byte[] bytes() {
      byte[] read = bytes;
      if (read == null) {
        read = bodies.read(request);
        bytes = read;
      }
      return read;
    }

    JsonNode json() {
      JsonNode parsed = json;
      if (parsed == null) {
        byte[] body = bytes();
        parsed = body.length == 0 ? McpJson.object() : parse(body);
        json = parsed;
      }
      return parsed;
    }
  }

  private static ByteBuffer treated(ByteBuffer result, ReplyFilter filter, RequestRecord entry) {
    int from = result.arrayOffset();
    int to = from + result.remaining();
    if (!filter.mayMatch(result.array(), from, to)) {
      return result;
    }
    FilteredReply reply = filter.apply(Arrays.copyOfRange(result.array(), from, to));
    if (reply.findings().isEmpty()) {
      return result;
    }
    entry.filtered(reply.findings());
    return ByteBuffer.wrap(FilterNote.intoResult(reply));
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Problem refused)
      throws IOException {
    RequestRecord.of(request).refused(refused.type());
    problems.write(request, response, refused);
  }

  private static JsonNode parse(byte[] arguments) {
    try {
      return McpJson.MAPPER.readTree(arguments);
    } catch (JacksonException e) {
      throw RequestBodies.notJson(e);
    }
  }

  /** The arguments go into the message as they came; they have been read as one JSON value. */
  private static ByteBuffer envelope(String name, byte[] arguments) {
    byte[] head =
        """
        {"jsonrpc":"2.0","id":1,"method":"%s","params":{"name":"%s","%s":{"%s":"%s","%s":{}},\
        "arguments":"""
            .formatted(
                Methods.TOOLS_CALL,
                name,
                MetaKeys.META,
                MetaKeys.PROTOCOL_VERSION,
                ProtocolVersions.MODERN,
                MetaKeys.CLIENT_CAPABILITIES)
            .getBytes(UTF_8);
    ByteArrayOutputStream message = new ByteArrayOutputStream(head.length + arguments.length + 2);
    message.writeBytes(head);
    message.writeBytes(arguments.length == 0 ? new byte[] {'{', '}'} : arguments);
    message.writeBytes(new byte[] {'}', '}'});
    return ByteBuffer.wrap(message.toByteArray());
  }
}
