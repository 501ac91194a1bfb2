package io.aios.orchestrator.usecase;

/** The server of a tool is the first part of its name ({@code docs/adr/0005-tool-names.md}). */
final class ToolServers {
  private ToolServers() {}

  static String of(String tool) {
    int end = tool.indexOf('_');
    return end < 0 ? tool : tool.substring(0, end);
  }
}
