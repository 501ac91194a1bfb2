/** Ending sessions and revoking tokens. */
@NullMarked
package io.aios.security.revocation.usecase;

import org.jspecify.annotations.NullMarked;
