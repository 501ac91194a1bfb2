/** Tool servers over pooled HTTP connections on virtual threads. */
@NullMarked
package io.aios.gateway.infrastructure.http;

import org.jspecify.annotations.NullMarked;
