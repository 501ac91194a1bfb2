package io.aios.platform.tools;

import io.aios.contracts.tools.Risk;

/** What a tool declares about itself, from its annotation or from the platform. */
record ToolSpec(
    String name,
    String title,
    String description,
    Risk risk,
    boolean idempotent,
    int timeoutSeconds,
    String profile,
    int cost,
    String undo) {

  static ToolSpec of(Tool tool) {
    return new ToolSpec(
        tool.name(),
        tool.title(),
        tool.description(),
        tool.risk(),
        tool.idempotent() || tool.risk() == Risk.READ,
        tool.timeoutSeconds(),
        tool.profile(),
        tool.cost(),
        tool.undo());
  }
}
