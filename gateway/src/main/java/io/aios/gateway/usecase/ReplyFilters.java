package io.aios.gateway.usecase;

/** What the owner's policy does to the answers of each tool server. */
public interface ReplyFilters {
  /**
   * @param server alias, the first part of its tools' names
   */
  ReplyFilter of(String server);
}
