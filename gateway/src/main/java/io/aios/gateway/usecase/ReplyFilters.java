package io.aios.gateway.usecase;

/** What the operator's policy does to the answers of each tool server. */
public interface ReplyFilters {
  /**
   * @param server alias, the first part of its tools' names
   * @param owner the user who gets the answers, and is the one who can have tokenised values back
   */
  ReplyFilter of(String server, String owner);
}
