package io.aios.security.policy.domain;

import java.time.Instant;

/** A draft that was put; it never changes. */
public record PolicyVersion(long version, PolicyDraft draft, String author, Instant createdAt) {}
