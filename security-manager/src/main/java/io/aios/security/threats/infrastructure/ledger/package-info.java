/** Observations, from the audit ledger. */
@NullMarked
package io.aios.security.threats.infrastructure.ledger;

import org.jspecify.annotations.NullMarked;
