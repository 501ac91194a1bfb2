/** API keys in Postgres. */
@NullMarked
package io.aios.security.keys.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
