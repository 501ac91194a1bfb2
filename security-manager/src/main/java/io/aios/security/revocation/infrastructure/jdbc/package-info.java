/** Revocations and sessions in Postgres. */
@NullMarked
package io.aios.security.revocation.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
