/** Recorded calls, from the audit ledger. */
@NullMarked
package io.aios.security.policy.infrastructure.ledger;

import org.jspecify.annotations.NullMarked;
