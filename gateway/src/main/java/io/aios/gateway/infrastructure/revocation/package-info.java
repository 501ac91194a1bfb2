/** Which tokens ended before they expire: told by events, and fetched. */
@NullMarked
package io.aios.gateway.infrastructure.revocation;

import org.jspecify.annotations.NullMarked;
