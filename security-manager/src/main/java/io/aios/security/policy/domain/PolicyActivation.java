package io.aios.security.policy.domain;

import java.time.Instant;

/**
 * A version coming into force.
 *
 * @param id counts activations from 1
 */
public record PolicyActivation(long id, long version, String actor, Instant at) {}
