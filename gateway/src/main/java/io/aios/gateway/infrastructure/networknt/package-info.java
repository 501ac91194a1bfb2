/** Tool schemas compiled once by the networknt validator. */
@NullMarked
package io.aios.gateway.infrastructure.networknt;

import org.jspecify.annotations.NullMarked;
