package io.aios.gateway.infrastructure.mcp;

import java.util.EnumSet;
import java.util.Set;

/** A list that a server tells of when it changes. */
enum ListKind {
  TOOLS,
  PROMPTS,
  RESOURCES;

  /** Those in which two answers of one server differ. */
  static Set<ListKind> differing(ServerLists before, ServerLists after) {
    Set<ListKind> kinds = EnumSet.noneOf(ListKind.class);
    if (!before.tools().equals(after.tools())) {
      kinds.add(TOOLS);
    }
    if (!before.data().prompts().equals(after.data().prompts())) {
      kinds.add(PROMPTS);
    }
    if (!before.data().resources().equals(after.data().resources())
        || !before.data().templates().equals(after.data().templates())) {
      kinds.add(RESOURCES);
    }
    return kinds;
  }
}
