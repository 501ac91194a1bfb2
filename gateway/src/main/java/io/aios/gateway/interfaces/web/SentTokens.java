package io.aios.gateway.interfaces.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.OpenTokens;
import io.aios.gateway.usecase.OpenedTokens;
import io.aios.mcp.McpJson;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens of values in what callers send to servers: the values go on in their place. */
@Component
final class SentTokens {
  private static final String ATTRIBUTE = SentTokens.class.getName();
  private static final String TOKEN = "[TOKEN:";

  /** What callers say in a request: arguments, and answers to what was asked of them. */
  private static final List<String> SAID = List.of("arguments", "inputResponses", "argument");

  private final OpenTokens open;

  SentTokens(OpenTokens open) {
    this.open = open;
  }

  /**
   * @param body the message for the server
   */
  record Opened(OpenedTokens tokens, ByteBuffer body) {}

  /** The tokens that were opened for a request; its answer must not tell their values. */
  static OpenedTokens of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof OpenedTokens opened
        ? opened
        : OpenedTokens.NONE;
  }

  /**
   * @param body a JSON-RPC message
   * @throws io.aios.platform.web.Problem as {@link OpenTokens#forCall}
   */
  Opened open(HttpServletRequest request, CatalogueTool tool, ByteBuffer body) {
    if (!mayHoldTokens(body)) {
      return new Opened(OpenedTokens.NONE, body);
    }
    ObjectNode message =
        McpJson.MAPPER
            .readTree(body.array(), body.arrayOffset() + body.position(), body.remaining())
            .asObject();
    if (!(message.get("params") instanceof ObjectNode params)) {
      return new Opened(OpenedTokens.NONE, body);
    }
    JsonNode[] said = SAID.stream().map(params::path).toArray(JsonNode[]::new);
    OpenedTokens opened = open.forCall(Callers.of(request), tool, said);
    if (opened.isEmpty()) {
      return new Opened(opened, body);
    }
    request.setAttribute(ATTRIBUTE, opened);
    SAID.stream()
        .filter(params::has)
        .forEach(member -> params.set(member, opened.in(params.path(member))));
    return new Opened(opened, ByteBuffer.wrap(McpJson.MAPPER.writeValueAsBytes(message)));
  }

  /** One byte a character: the JDK searches such text many bytes at once. */
  private static boolean mayHoldTokens(ByteBuffer body) {
    int from = body.arrayOffset() + body.position();
    return new String(body.array(), from, body.remaining(), ISO_8859_1).contains(TOKEN);
  }
}
