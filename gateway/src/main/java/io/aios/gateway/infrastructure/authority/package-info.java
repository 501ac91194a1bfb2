/** What the gateway asks of security-manager in its own name. */
@NullMarked
package io.aios.gateway.infrastructure.authority;

import org.jspecify.annotations.NullMarked;
