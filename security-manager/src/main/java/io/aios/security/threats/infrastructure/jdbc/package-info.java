/** Alerts in Postgres. */
@NullMarked
package io.aios.security.threats.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
