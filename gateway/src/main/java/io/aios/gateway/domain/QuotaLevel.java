package io.aios.gateway.domain;

import java.time.Duration;

/**
 * How full a bucket is.
 *
 * @param quota which one: {@code user}, {@code user-day}, {@code user-tool} …
 * @param limit units per {@code window}
 * @param left units that fit now
 * @param resets in which no more than {@code left} fit: until the next unit comes back, or the day
 *     is over
 */
public record QuotaLevel(String quota, long limit, Duration window, long left, Duration resets) {}
