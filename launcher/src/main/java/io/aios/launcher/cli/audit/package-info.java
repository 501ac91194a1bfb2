/** Checking the audit ledger's signatures where the reader is. */
@NullMarked
package io.aios.launcher.cli.audit;

import org.jspecify.annotations.NullMarked;
