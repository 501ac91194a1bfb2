package io.aios.security.revocation.usecase;

import java.time.Instant;
import java.util.Set;

/**
 * A login, or a program's token: what ends together.
 *
 * @param refreshedAt when its access token was issued
 * @param expiresAt when it ends by itself
 */
public record Session(
    String id,
    String subject,
    String client,
    Set<String> scopes,
    Instant startedAt,
    Instant refreshedAt,
    Instant expiresAt) {}
