/** Circuit breaker and bulkhead of each service. */
@NullMarked
package io.aios.gateway.infrastructure.resilience4j;

import org.jspecify.annotations.NullMarked;
