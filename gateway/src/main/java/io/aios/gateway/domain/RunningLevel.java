package io.aios.gateway.domain;

/**
 * How many calls run.
 *
 * @param quota {@code user-running}, {@code key-running} or {@code tool-running}
 * @param limit at all gateways together
 * @param here at this gateway now
 */
public record RunningLevel(String quota, int limit, int here) {}
