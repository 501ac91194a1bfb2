package io.aios.gateway.domain;

import org.jspecify.annotations.Nullable;

/**
 * What holds for the calls of one tool.
 *
 * @param cost units that a call takes out of quotas
 * @param running how many run at once at all gateways together; null for the default
 * @param identical how often a caller may repeat a call in a while; 0 for as often as it likes,
 *     null for the default of its risk
 */
public record ToolLimits(int cost, @Nullable Integer running, @Nullable Integer identical) {
  public static final ToolLimits DEFAULT = new ToolLimits(1, null, null);

  /** Of a request that calls no tool, and has no arguments to compare. */
  public static final ToolLimits UNWATCHED = new ToolLimits(1, null, 0);

  /** The most units that a tool may declare. */
  public static final int MOST_UNITS = 1000;
}
