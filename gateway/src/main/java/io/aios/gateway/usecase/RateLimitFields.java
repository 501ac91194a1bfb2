package io.aios.gateway.usecase;

import io.aios.gateway.domain.QuotaLevel;
import java.util.List;

/**
 * The fields {@code RateLimit-Policy} and {@code RateLimit} of draft-ietf-httpapi-ratelimit-headers
 * (11, sections 3 and 4): Structured Fields (RFC 9651) lists of strings with parameters. The names
 * of quotas are all letters and hyphens.
 */
public final class RateLimitFields {
  public static final String POLICY = "RateLimit-Policy";
  public static final String LIMIT = "RateLimit";

  /** The member of a problem that names the policies in its way (section 5). */
  public static final String VIOLATED = "violated-policies";

  private RateLimitFields() {}

  /** Such as {@code "user";q=6000;w=60, "user-day";q=1000000;w=86400}. */
  public static String policies(List<QuotaLevel> levels) {
    StringBuilder list = new StringBuilder(32 * levels.size());
    for (QuotaLevel level : levels) {
      name(list, level.quota());
      list.append(";q=").append(level.limit());
      list.append(";w=").append(level.window().toSeconds());
    }
    return list.toString();
  }

  /** Such as {@code "user";r=5999;t=1, "user-day";r=812345;t=30127}. */
  public static String limits(List<QuotaLevel> levels) {
    StringBuilder list = new StringBuilder(32 * levels.size());
    for (QuotaLevel level : levels) {
      name(list, level.quota());
      list.append(";r=").append(level.left());
      list.append(";t=").append(level.resets().toSeconds());
    }
    return list.toString();
  }

  /** Of calls that run at once. */
  public static String running(String quota, int most) {
    return '"' + quota + "\";q=" + most + ";qu=\"concurrent-requests\"";
  }

  /** Of what is used up for so many seconds. */
  public static String spent(String quota, long seconds) {
    return '"' + quota + "\";r=0;t=" + seconds;
  }

  private static void name(StringBuilder list, String quota) {
    list.append(list.isEmpty() ? "\"" : ", \"").append(quota).append('"');
  }
}
