/** Quotas shared by all replicas through Redis, kept locally while Redis is away. */
@NullMarked
package io.aios.gateway.infrastructure.redis;

import org.jspecify.annotations.NullMarked;
