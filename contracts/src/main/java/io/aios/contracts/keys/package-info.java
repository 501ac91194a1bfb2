/** API keys: how they look, and what gateways are told of them. */
@NullMarked
package io.aios.contracts.keys;

import org.jspecify.annotations.NullMarked;
