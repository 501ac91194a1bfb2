/** Audit records of logins, through the outbox. */
@NullMarked
package io.aios.security.logins.infrastructure.outbox;

import org.jspecify.annotations.NullMarked;
