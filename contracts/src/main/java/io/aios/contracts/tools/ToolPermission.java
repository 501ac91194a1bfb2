package io.aios.contracts.tools;

import java.util.Collection;

/**
 * The permission a tool asks of its caller, written {@code <server>:<risk>} such as {@code
 * sysops:read}. A grant is an OAuth scope of the same form, or {@code *:<risk>} for every server.
 *
 * @param server the tool's server alias, the part of its name before the first underscore
 */
public record ToolPermission(String server, Risk risk) {

  public static ToolPermission of(String toolName, Risk risk) {
    int end = toolName.indexOf('_');
    if (end < 1) {
      throw new IllegalArgumentException(
          "Tool name '" + toolName + "' is not of the form <server>_<verb>_<object>");
    }
    return new ToolPermission(toolName.substring(0, end), risk);
  }

  public boolean grantedBy(Collection<String> scopes) {
    return scopes.contains(toString()) || scopes.contains("*:" + risk.wireName());
  }

  @Override
  public String toString() {
    return server + ":" + risk.wireName();
  }
}
