package io.aios.security.interfaces.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Map;

/**
 * A service's new key.
 *
 * @param key public JWK (RFC 7517), P-256 for ES256
 * @param lifetimeSeconds how long it may be given to receivers
 */
record SigningKeyRegistration(
    @NotNull Map<String, Object> key, @Min(60) @Max(86_400) long lifetimeSeconds) {}
