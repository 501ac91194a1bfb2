package io.aios.gateway.interfaces.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.contracts.problems.ProblemType;
import io.aios.mcp.Era;
import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.server.Reply;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the gateway itself answers over MCP. A problem becomes a JSON-RPC error with the problem
 * document as its data and the HTTP status as its code; an argument that does not match becomes a
 * result that a model can act on.
 */
record McpReplies(HttpServletRequest request, HttpServletResponse response) {
  private static final String PROBLEM = "io.aios/problem";

  void write(Reply reply) throws IOException {
    if (reply.challenge() != null) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, reply.challenge());
    }
    write(reply.status(), reply.body());
  }

  void refuse(@Nullable JsonNode id, McpError error) throws IOException {
    RequestRecord.of(request)
        .refused(
            error.code() == ErrorCodes.METHOD_NOT_FOUND
                ? ProblemType.NOT_FOUND
                : ProblemType.MALFORMED_REQUEST);
    write(Reply.error(id, error));
  }

  void refuse(@Nullable JsonNode id, Problem problem, Era era) throws IOException {
    if (id != null && problem.type() == ProblemType.SCHEMA_VIOLATION) {
      RequestRecord.of(request).refused(problem.type());
      write(HttpServletResponse.SC_OK, advice(id, problem, era));
    } else {
      refuse(id, problem);
    }
  }

  void refuse(@Nullable JsonNode id, Problem problem) throws IOException {
    RequestRecord.of(request).refused(problem.type());
    if (response.isCommitted()) {
      breakOff(id, problem);
      return;
    }
    problem.headers().forEach((name, values) -> values.forEach(v -> addHeader(name, v)));
    write(Reply.error(id, error(problem)));
  }

  private void addHeader(String name, String value) {
    boolean challenge = name.equalsIgnoreCase(HttpHeaders.WWW_AUTHENTICATE);
    response.addHeader(name, challenge ? ProtectedResource.complete(value, request) : value);
  }

  /** An event stream can still say why it ends; a plain reply can only end too early. */
  private void breakOff(@Nullable JsonNode id, Problem problem) throws IOException {
    String type = response.getContentType();
    if (type == null || !ReplyRelay.isEventStream(type)) {
      throw new IOException("The reply broke off: " + problem.detail());
    }
    OutputStream out = response.getOutputStream();
    out.write("data: ".getBytes(UTF_8));
    out.write(Reply.error(id, error(problem)).body());
    out.write("\n\n".getBytes(UTF_8));
    out.flush();
  }

  private McpError error(Problem problem) {
    boolean unknownTool = problem.type() == ProblemType.UNKNOWN_TOOL;
    return new McpError(
        unknownTool ? ErrorCodes.INVALID_PARAMS : problem.type().status(),
        problem.detail(),
        unknownTool ? HttpServletResponse.SC_OK : problem.type().status(),
        document(problem),
        null);
  }

  /** Nobody is there to answer; the status is for the audit record. */
  void callerGone() {
    if (!response.isCommitted()) {
      response.setStatus(499);
    }
  }

  private static byte[] advice(JsonNode id, Problem problem, Era era) {
    ObjectNode message = McpJson.object().put("jsonrpc", "2.0");
    message.set("id", id);
    ObjectNode result = message.putObject("result");
    if (era == Era.MODERN) {
      result.put("resultType", "complete");
    }
    result.putArray("content").addObject().put("type", "text").put("text", problem.detail());
    result.put("isError", true);
    ObjectNode meta = result.putObject(MetaKeys.META);
    meta.set(PROBLEM, McpJson.MAPPER.valueToTree(ProblemWriter.document(problem, McpHandler.PATH)));
    return McpJson.MAPPER.writeValueAsBytes(message);
  }

  private JsonNode document(Problem problem) {
    return McpJson.MAPPER.valueToTree(ProblemWriter.document(problem, request.getRequestURI()));
  }

  private void write(int status, byte[] body) throws IOException {
    response.setStatus(status);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (body.length > 0) {
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
