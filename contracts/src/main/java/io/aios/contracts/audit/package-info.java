/** Audit records, as published on the audit topic. */
@NullMarked
package io.aios.contracts.audit;

import org.jspecify.annotations.NullMarked;
