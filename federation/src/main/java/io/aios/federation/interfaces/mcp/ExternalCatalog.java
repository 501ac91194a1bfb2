package io.aios.federation.interfaces.mcp;

import io.aios.federation.usecase.CallExternalTool;
import io.aios.federation.usecase.OfferedTools;
import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.Members;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.Content;
import io.aios.mcp.tools.ToolCatalog;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.tools.ToolFailure;
import io.aios.platform.tools.ToolMeta;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The approved tools of one external server. */
record ExternalCatalog(String alias, OfferedTools offered, CallExternalTool call)
    implements ToolCatalog {
  private static final String LIST_SCOPE = "tools:list";
  private static final String TIMEOUT_HEADER = "X-Aios-Timeout-Ms";
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Duration UNLIMITED = Duration.ofDays(1);

  @Override
  public List<ToolDescriptor> list(McpExchange exchange) {
    permitted(exchange, LIST_SCOPE);
    return offered.list(alias);
  }

  @Override
  public CallToolResult call(String name, ObjectNode arguments, McpExchange exchange) {
    CallerIdentity caller = permitted(exchange, "tool:" + name);
    try {
      ObjectNode result =
          call.call(
              new CallExternalTool.Call(
                  alias,
                  name,
                  arguments,
                  caller.subject(),
                  timeout(exchange),
                  (progress, total, message) -> progress(exchange, progress, total, message)));
      return result(result);
    } catch (ToolFailure failure) {
      return failure(failure);
    }
  }

  /** The gateway's token names the tool; who may use which tool was decided there. */
  private static CallerIdentity permitted(McpExchange exchange, String scope) {
    if (!(exchange.principal() instanceof Authentication authentication)) {
      throw McpError.unauthenticated("The request carries no access token");
    }
    CallerIdentity caller = CallerIdentity.of(authentication);
    if (!caller.issuedBy("gateway") || !caller.scopes().contains(scope)) {
      throw McpError.insufficientScope(scope);
    }
    return caller;
  }

  private static Duration timeout(McpExchange exchange) {
    String header = exchange.header(TIMEOUT_HEADER);
    if (header == null) {
      return UNLIMITED;
    }
    if (!MILLISECONDS.matcher(header).matches()) {
      throw McpError.invalidParams(
          "The header " + TIMEOUT_HEADER + " must be milliseconds, not '" + header + "'");
    }
    return Duration.ofMillis(Math.max(1, Long.parseLong(header)));
  }

  private static void progress(
      McpExchange exchange, double progress, double total, @Nullable String message) {
    exchange.progress(progress, total, message == null ? "" : message);
  }

  /** Without the server's {@code _meta}, in which it could speak for this suite. */
  private static CallToolResult result(ObjectNode result) {
    JsonNode structured = result.get("structuredContent");
    return new CallToolResult(
        result.path("content").valueStream().map(Content::of).toList(),
        structured,
        result.path("isError").asBoolean(false),
        Members.NONE);
  }

  private static CallToolResult failure(ToolFailure failure) {
    String message = String.valueOf(failure.getMessage());
    String next = failure.nextStep();
    String text = failure.code() + ": " + message + (next == null ? "" : "\nNext: " + next);
    return new CallToolResult(
        List.of(new Content.Text(text)),
        null,
        true,
        json -> {
          json.writeObjectPropertyStart(ToolMeta.ERROR);
          json.writeStringProperty("code", failure.code());
          json.writeStringProperty("message", message);
          if (next != null) {
            json.writeStringProperty("nextStep", next);
          }
          json.writeEndObject();
        });
  }
}
