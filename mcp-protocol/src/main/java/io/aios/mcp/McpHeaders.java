package io.aios.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** HTTP headers that mirror parts of the message (2026-07-28, "Request Metadata"). */
public final class McpHeaders {
  public static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
  public static final String METHOD = "Mcp-Method";
  public static final String NAME = "Mcp-Name";
  public static final String PARAM_PREFIX = "Mcp-Param-";

  private static final String OPEN = "=?base64?";
  private static final String CLOSE = "?=";

  private McpHeaders() {}

  /**
   * A value as it goes into a header: as it stands, or in Base64 where a header cannot carry it.
   */
  public static String encode(String value) {
    if (isPlain(value)) {
      return value;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return OPEN + Base64.getEncoder().encodeToString(utf8) + CLOSE;
  }

  /**
   * The value a header stands for.
   *
   * @throws IllegalArgumentException if its Base64 is not Base64 of UTF-8 text
   */
  public static String decode(String header) {
    String value = header.strip();
    if (!isEncoded(value)) {
      return value;
    }
    String base64 = value.substring(OPEN.length(), value.length() - CLOSE.length());
    byte[] utf8 = Base64.getDecoder().decode(base64);
    if (!Base64.getEncoder().encodeToString(utf8).equals(base64)) {
      throw new IllegalArgumentException("not padded");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  /**
   * The value a request's header stands for.
   *
   * @throws McpError if its Base64 is not Base64 of UTF-8 text
   */
  public static String decoded(String name, String value) {
    try {
      return decode(value);
    } catch (IllegalArgumentException e) {
      throw McpError.headerMismatch("The header " + name + " is not valid Base64 of UTF-8");
    }
  }

  private static boolean isEncoded(String value) {
    return value.length() >= OPEN.length() + CLOSE.length()
        && value.startsWith(OPEN)
        && value.endsWith(CLOSE);
  }

  private static boolean isPlain(String value) {
    boolean printable = value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    return printable && value.equals(value.strip()) && !isEncoded(value);
  }
}
