/** Issuing, rotating and revoking API keys. */
@NullMarked
package io.aios.security.keys.usecase;

import org.jspecify.annotations.NullMarked;
