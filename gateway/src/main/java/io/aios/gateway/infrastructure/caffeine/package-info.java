/** What is remembered of users for a while. */
@NullMarked
package io.aios.gateway.infrastructure.caffeine;

import org.jspecify.annotations.NullMarked;
