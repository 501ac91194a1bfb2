/** Users, roles and groups in Postgres. */
@NullMarked
package io.aios.security.users.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
