/** What the gateway keeps in Postgres beside its outbox. */
@NullMarked
package io.aios.gateway.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
