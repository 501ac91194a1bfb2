/** Keys, administrators and the ledger in Postgres. */
@NullMarked
package io.aios.security.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
