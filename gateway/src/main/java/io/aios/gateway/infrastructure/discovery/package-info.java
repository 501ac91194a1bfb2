/** Instances of services, from the registry through Spring Cloud LoadBalancer. */
@NullMarked
package io.aios.gateway.infrastructure.discovery;

import org.jspecify.annotations.NullMarked;
