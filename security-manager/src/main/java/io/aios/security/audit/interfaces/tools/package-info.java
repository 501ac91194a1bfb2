/** The ledger's tools. */
@NullMarked
package io.aios.security.audit.interfaces.tools;

import org.jspecify.annotations.NullMarked;
