/** The addresses of sessions and revocations. */
@NullMarked
package io.aios.security.revocation.interfaces.web;

import org.jspecify.annotations.NullMarked;
