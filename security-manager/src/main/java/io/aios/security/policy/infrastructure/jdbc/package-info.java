/** Access policies in Postgres. */
@NullMarked
package io.aios.security.policy.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
