/** Time-based one-time passwords. */
@NullMarked
package io.aios.security.factors.infrastructure.otp;

import org.jspecify.annotations.NullMarked;
