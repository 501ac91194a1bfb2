/** Logins as audit records. */
@NullMarked
package io.aios.security.logins.usecase;

import org.jspecify.annotations.NullMarked;
