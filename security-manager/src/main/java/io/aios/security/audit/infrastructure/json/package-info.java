/** Audit records as JSON, and what they are exported as. */
@NullMarked
package io.aios.security.audit.infrastructure.json;

import org.jspecify.annotations.NullMarked;
