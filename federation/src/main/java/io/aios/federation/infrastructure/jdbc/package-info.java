/** Servers, pinned definitions and sealed credentials in Postgres. */
@NullMarked
package io.aios.federation.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
