/** The ledger as tools. */
@NullMarked
package io.aios.security.interfaces.tools;

import org.jspecify.annotations.NullMarked;
