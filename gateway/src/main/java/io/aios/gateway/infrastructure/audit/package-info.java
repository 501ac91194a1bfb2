/** Audit records on their way to the outbox, off the caller's path. */
@NullMarked
package io.aios.gateway.infrastructure.audit;

import org.jspecify.annotations.NullMarked;
