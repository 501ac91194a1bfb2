/** API keys: looked up at security-manager when they are used, and remembered for a while. */
@NullMarked
package io.aios.gateway.infrastructure.keys;

import org.jspecify.annotations.NullMarked;
