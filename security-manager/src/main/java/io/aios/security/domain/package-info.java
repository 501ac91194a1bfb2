/** Key rotation, login throttling and the ledger's hash chain, in plain Java. */
@NullMarked
package io.aios.security.domain;

import org.jspecify.annotations.NullMarked;
