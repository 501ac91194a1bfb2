/** What users amount to now, asked of security-manager. */
@NullMarked
package io.aios.gateway.infrastructure.standing;

import org.jspecify.annotations.NullMarked;
