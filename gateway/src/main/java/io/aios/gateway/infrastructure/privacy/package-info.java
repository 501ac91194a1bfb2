/** The privacy library as the gateway's reply filter. */
@NullMarked
package io.aios.gateway.infrastructure.privacy;

import org.jspecify.annotations.NullMarked;
