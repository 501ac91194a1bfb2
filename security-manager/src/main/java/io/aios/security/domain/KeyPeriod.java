package io.aios.security.domain;

import java.time.Instant;

/**
 * A key of the issuer and when it begins to sign; it signs until its successor does.
 *
 * @param kid key id
 */
public record KeyPeriod(String kid, Instant signsFrom) {}
