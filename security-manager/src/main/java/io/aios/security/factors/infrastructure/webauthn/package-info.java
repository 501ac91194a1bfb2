/** Passkeys by Spring Security. */
@NullMarked
package io.aios.security.factors.infrastructure.webauthn;

import org.jspecify.annotations.NullMarked;
