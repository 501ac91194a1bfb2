/** Second factors in Postgres, secrets sealed. */
@NullMarked
package io.aios.security.factors.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
