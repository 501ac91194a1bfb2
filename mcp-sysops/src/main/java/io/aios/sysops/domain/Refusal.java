package io.aios.sysops.domain;

/**
 * Why a request is not served.
 *
 * @param code stable, kebab-case
 * @param message the value and the limit it met
 * @param nextStep what the caller can do
 */
public record Refusal(String code, String message, String nextStep) {}
