package io.aios.gateway.domain;

/**
 * What a user did lately.
 *
 * @param requests those that have ended
 * @param refusals those of them that were refused
 */
public record RecentUse(long requests, long refusals) {
  public static final RecentUse NONE = new RecentUse(0, 0);
}
