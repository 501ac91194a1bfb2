package io.aios.gateway.interfaces.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.gateway.usecase.FilteredReply;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Tells the caller what was treated: {@code _meta["io.aios/filtered"]} of the result. It goes to
 * the end of the object, where it wins over one that the server wrote itself.
 */
final class FilterNote {
  static final String KEY = "io.aios/filtered";

  private FilterNote() {}

  /** Into a JSON-RPC response; other messages have no place for it and stay as they are. */
  static byte[] intoMessage(FilteredReply reply) {
    try (JsonParser parser = McpJson.MAPPER.createParser(reply.bytes())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return reply.bytes();
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean result = parser.currentName().equals("result");
        if (parser.nextToken() == JsonToken.START_OBJECT && result) {
          return insert(parser, reply);
        }
        parser.skipChildren();
      }
      return reply.bytes();
    } catch (JacksonException noJson) {
      return reply.bytes();
    }
  }

  /** Into the result itself. */
  static byte[] intoResult(FilteredReply reply) {
    try (JsonParser parser = McpJson.MAPPER.createParser(reply.bytes())) {
      return parser.nextToken() == JsonToken.START_OBJECT ? insert(parser, reply) : reply.bytes();
    } catch (JacksonException noJson) {
      return reply.bytes();
    }
  }

  /** The parser stands at the beginning of the result. */
  private static byte[] insert(JsonParser parser, FilteredReply reply) {
    String note = "\"" + KEY + "\":" + McpJson.MAPPER.writeValueAsString(reply.findings());
    boolean empty = true;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      empty = false;
      boolean meta = parser.currentName().equals(MetaKeys.META);
      if (parser.nextToken() == JsonToken.START_OBJECT && meta) {
        boolean none = parser.nextToken() == JsonToken.END_OBJECT;
        while (parser.currentToken() == JsonToken.PROPERTY_NAME) {
          parser.nextToken();
          parser.skipChildren();
          parser.nextToken();
        }
        return spliced(reply.bytes(), at(parser), none ? note : "," + note);
      }
      parser.skipChildren();
    }
    String meta = "\"" + MetaKeys.META + "\":{" + note + "}";
    return spliced(reply.bytes(), at(parser), empty ? meta : "," + meta);
  }

  private static int at(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private static byte[] spliced(byte[] json, int at, String insertion) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + insertion.length() + 8);
    out.write(json, 0, at);
    out.writeBytes(insertion.getBytes(UTF_8));
    out.write(json, at, json.length - at);
    return out.toByteArray();
  }
}
