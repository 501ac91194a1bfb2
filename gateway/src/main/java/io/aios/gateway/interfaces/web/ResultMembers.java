package io.aios.gateway.interfaces.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.mcp.McpJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The strings that are members of a JSON-RPC response's result, with their places in the bytes, so
 * that they can be replaced without building the message anew.
 */
final class ResultMembers {
  private record Place(int from, int to, String value) {}

  private final byte[] message;
  private final Map<String, Place> places = new HashMap<>();

  private ResultMembers(byte[] message) {
    this.message = message;
  }

  /** Of what is no response, none. */
  static ResultMembers of(byte[] message) {
    ResultMembers members = new ResultMembers(message);
    try (JsonParser parser = McpJson.MAPPER.createParser(message)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        members.findResult(parser);
      }
    } catch (JacksonException noJson) {
      members.places.clear();
    }
    return members;
  }

  private void findResult(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean result = parser.currentName().equals("result");
      if (parser.nextToken() == JsonToken.START_OBJECT && result) {
        readMembers(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readMembers(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        // Reading the text moves the parser to its end.
        String value = parser.getString();
        places.put(name, new Place(from, (int) parser.currentLocation().getByteOffset(), value));
      } else {
        parser.skipChildren();
      }
    }
  }

  @Nullable String get(String name) {
    Place place = places.get(name);
    return place == null ? null : place.value();
  }

  /** The message with other values in these places; members that it has not are left out. */
  byte[] with(Map<String, String> values) {
    List<String> names = new ArrayList<>(values.keySet());
    names.retainAll(places.keySet());
    if (names.isEmpty()) {
      return message;
    }
    names.sort(Comparator.comparingInt(name -> place(name).from()));
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 256);
    int done = 0;
    for (String name : names) {
      out.write(message, done, place(name).from() - done);
      out.writeBytes(McpJson.MAPPER.writeValueAsString(values.get(name)).getBytes(UTF_8));
      done = place(name).to();
    }
    out.write(message, done, message.length - done);
    return out.toByteArray();
  }

  private Place place(String name) {
    Place place = places.get(name);
    if (place == null) {
      throw new IllegalStateException(name);
    }
    return place;
  }
}
