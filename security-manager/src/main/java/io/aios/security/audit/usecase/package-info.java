/** Recording, searching, proving, exporting and trimming the audit ledger. */
@NullMarked
package io.aios.security.audit.usecase;

import org.jspecify.annotations.NullMarked;
