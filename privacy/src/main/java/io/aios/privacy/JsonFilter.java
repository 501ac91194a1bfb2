package io.aios.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * Treats the string values of a JSON document in place: numbers, names, white space and every value
 * in which nothing is found stay byte for byte. A value that is itself a JSON document is treated
 * as one. What the Model Context Protocol gives meaning to is not touched, nor are the bytes of
 * images and blobs.
 */
public final class JsonFilter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int DEEPEST = 2;
  private static final int SMALLEST_BLOB = 64;
  private static final String STRUCTURED = "structuredContent";
  private static final Set<String> PROTOCOL =
      Set.of(
          "jsonrpc",
          "id",
          "method",
          "type",
          "mimeType",
          "role",
          "resultType",
          "progressToken",
          "requestState",
          "nextCursor");

  private final TextFilter texts;

  public JsonFilter(TextFilter texts) {
    this.texts = texts;
  }

  /**
   * The document, treated; the same array when nothing was found. Bytes that are no JSON are
   * treated as text.
   *
   * @throws BlockedText when the policy blocks what is found
   */
  public byte[] apply(byte[] json, Report report) {
    Report mine = new Report();
    try {
      byte[] treated = document(json, false, 0, mine);
      report.addAll(mine);
      return treated;
    } catch (JacksonException noJson) {
      String text = new String(json, UTF_8);
      String treated = texts.apply(text, "", report);
      return treated.equals(text) ? json : treated.getBytes(UTF_8);
    }
  }

  private byte[] document(byte[] json, boolean plain, int depth, Report report) {
    Splices out = new Splices(json);
    Deque<Boolean> free = new ArrayDeque<>();
    free.push(plain);
    try (JsonParser parser =
        JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
          free.push(
              free.element() || STRUCTURED.equals(parser.currentName()) || isArguments(parser));
        } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
          free.pop();
        } else if (token == JsonToken.VALUE_STRING) {
          value(parser, new Place(free.element(), depth), out, report);
        }
      }
    }
    return out.bytes();
  }

  private static boolean isArguments(JsonParser parser) {
    return "arguments".equals(parser.currentName());
  }

  /**
   * @param free whether names mean nothing to the protocol here
   */
  private record Place(boolean free, int depth) {}

  private void value(JsonParser parser, Place place, Splices out, Report report) {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    String name = parser.currentName() == null ? "" : parser.currentName();
    String value = parser.getString();
    int end = (int) parser.currentLocation().getByteOffset();
    if (value.isEmpty() || (!place.free && (PROTOCOL.contains(name) || isBlob(name, value)))) {
      return;
    }
    String treated = treated(value, name, place, report);
    if (!treated.equals(value)) {
      out.replace(start, end, treated);
    }
  }

  private String treated(String value, String name, Place place, Report report) {
    char first = value.charAt(0);
    if ((first == '{' || first == '[')
        && place.depth < DEEPEST
        && value.length() <= texts.policy().maxText()) {
      Report inner = new Report();
      try {
        byte[] treated = document(value.getBytes(UTF_8), true, place.depth + 1, inner);
        report.addAll(inner);
        return inner.isEmpty() ? value : new String(treated, UTF_8);
      } catch (JacksonException noJson) {
        return texts.apply(value, name, report);
      }
    }
    return texts.apply(value, name, report);
  }

  private static boolean isBlob(String name, String value) {
    if ((!name.equals("data") && !name.equals("blob"))
        || value.length() < SMALLEST_BLOB
        || value.length() % 4 != 0) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Characters.isAlphanumeric(c) && c != '+' && c != '/' && c != '=') {
        return false;
      }
    }
    return true;
  }

  /** The document with some of its values replaced. */
  private static final class Splices {
    private final byte[] json;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(0);
    private int copied;

    Splices(byte[] json) {
      this.json = json;
    }

    void replace(int start, int end, String value) {
      out.write(json, copied, start - copied);
      out.write('"');
      out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value));
      out.write('"');
      copied = end;
    }

    byte[] bytes() {
      if (copied == 0) {
        return json;
      }
      out.write(json, copied, json.length - copied);
      return out.toByteArray();
    }
  }
}
