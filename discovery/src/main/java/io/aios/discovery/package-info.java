/** The registry of services: Eureka, open to the networks it is told of and to nobody else. */
@NullMarked
package io.aios.discovery;

import org.jspecify.annotations.NullMarked;
