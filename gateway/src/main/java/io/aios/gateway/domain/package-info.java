/** What the gateway knows about servers and quotas, in plain Java. */
@NullMarked
package io.aios.gateway.domain;

import org.jspecify.annotations.NullMarked;
