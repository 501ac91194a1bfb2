/** What the gateway listens to. */
@NullMarked
package io.aios.gateway.interfaces.events;

import org.jspecify.annotations.NullMarked;
