package io.aios.mcp.subscriptions;

/** Something that happened; equal ones that a listener has not been told of yet are told once. */
sealed interface Change {
  record OfList(Topic topic) implements Change {}

  record OfResource(String uri) implements Change {}

  record OfTask(String id) implements Change {}
}
