package io.aios.gateway.interfaces.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ToolReply;
import io.aios.mcp.McpJson;
import io.aios.platform.web.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Takes the result out of a JSON-RPC reply without building it anew: its place in the bytes is
 * found and those bytes are passed on.
 */
@Component
final class RpcResults {
  private static final String DATA = "data:";

  private final int limit;

  RpcResults(GatewayProperties properties) {
    this.limit = Math.toIntExact(properties.maxReply().toBytes());
  }

  /**
   * @param filter of what goes into a problem; the result is given as it came
   * @throws Problem {@code TOOL_FAILED} when the reply is an error, no JSON-RPC, or over the limit
   */
  ByteBuffer read(String service, ToolReply reply, ReplyFilter filter) {
    byte[] message = message(service, reply);
    try {
      return find(service, message, filter);
    } catch (JacksonException e) {
      throw new Problem(
          ProblemType.TOOL_FAILED, service + " answered something that is not JSON", e);
    }
  }

  private byte[] message(String service, ToolReply reply) {
    InputStream body = reply.body();
    try {
      byte[] message =
          ReplyRelay.isEventStream(reply.contentType().orElse(""))
              ? lastMessage(service, body)
              : body.readNBytes(limit + 1);
      if (message.length > limit) {
        throw tooLong(service);
      }
      return message;
    } catch (IOException e) {
      throw reply.explain(e);
    }
  }

  /** The reply is the last message of its stream; what comes before are notifications. */
  private byte[] lastMessage(String service, InputStream body) throws IOException {
    String last = "";
    StringBuilder event = new StringBuilder();
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && !event.isEmpty()) {
        last = event.toString();
        event.setLength(0);
      } else if (line.startsWith(DATA)) {
        event.append(line, line.startsWith("data: ") ? 6 : 5, line.length()).append('\n');
      }
      if (event.length() > limit) {
        throw tooLong(service);
      }
    }
    return (event.isEmpty() ? last : event.toString()).getBytes(UTF_8);
  }

  private Problem tooLong(String service) {
    return new Problem(
        ProblemType.TOOL_FAILED,
        "The answer of " + service + " is longer than the limit of " + limit + " bytes");
  }

  private static ByteBuffer find(String service, byte[] message, ReplyFilter filter) {
    ByteBuffer result = null;
    JsonNode error = null;
    try (JsonParser parser = McpJson.MAPPER.createParser(message)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw failed(service, null);
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String member = parser.currentName();
        JsonToken value = parser.nextToken();
        if (member.equals("result") && value == JsonToken.START_OBJECT) {
          result = value(parser, message);
        } else if (member.equals("error")) {
          error = treated(value(parser, message), filter);
        } else {
          parser.skipChildren();
        }
      }
    }
    if (result == null) {
      throw failed(service, error);
    }
    return result;
  }

  /** The bytes of the value at which the parser stands, which goes to its end. */
  private static ByteBuffer value(JsonParser parser, byte[] message) {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int to = (int) parser.currentLocation().getByteOffset();
    return ByteBuffer.wrap(message, from, to - from).slice();
  }

  private static JsonNode treated(ByteBuffer error, ReplyFilter filter) {
    byte[] json = new byte[error.remaining()];
    error.get(json);
    return McpJson.MAPPER.readTree(
        filter.mayMatch(json, 0, json.length) ? filter.apply(json).bytes() : json);
  }

  private static Problem failed(String service, @Nullable JsonNode error) {
    if (error == null) {
      return new Problem(ProblemType.TOOL_FAILED, service + " answered no JSON-RPC result");
    }
    return new Problem(
            ProblemType.TOOL_FAILED,
            service + " refused the call: " + error.path("message").asString("without a reason"))
        .with("code", error.path("code").asInt(0));
  }
}
