package io.aios.gateway.domain;

import java.time.Duration;

/**
 * How full a bucket is.
 *
 * @param quota which one: {@code key}, {@code user} or {@code user-tool}
 * @param limit calls per {@code window}
 * @param left calls that fit now
 */
public record QuotaLevel(String quota, long limit, Duration window, long left) {}
