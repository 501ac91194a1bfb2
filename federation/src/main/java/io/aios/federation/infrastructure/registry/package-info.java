/** The registry, in which the gateway finds the aliases. */
@NullMarked
package io.aios.federation.infrastructure.registry;

import org.jspecify.annotations.NullMarked;
