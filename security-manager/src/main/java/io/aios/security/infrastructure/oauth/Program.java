package io.aios.security.infrastructure.oauth;

import java.time.Instant;
import java.util.Set;

/**
 * A registered program.
 *
 * @param scopes the most it can be granted
 */
public record Program(String clientId, String name, Set<String> scopes, Instant registeredAt) {}
