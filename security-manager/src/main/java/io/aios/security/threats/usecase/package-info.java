/** Watching the ledger, raising alerts, acting on them. */
@NullMarked
package io.aios.security.threats.usecase;

import org.jspecify.annotations.NullMarked;
