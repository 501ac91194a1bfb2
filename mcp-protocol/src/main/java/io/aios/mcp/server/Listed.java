package io.aios.mcp.server;

import tools.jackson.databind.node.ObjectNode;

/** Something a list shows: a tool, a prompt, a resource, a template. */
public interface Listed {

  /** What sets it apart from the others of its list, and orders the list. */
  String key();

  /** The object as it is listed; read only. */
  ObjectNode json();
}
