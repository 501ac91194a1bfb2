package io.aios.security.threats.usecase;

/**
 * When an anomaly is worth an alert.
 *
 * @param grade of the anomaly at least, 0 to 1
 * @param requests in the minute at least
 */
public record Sensitivity(double grade, int requests) {}
