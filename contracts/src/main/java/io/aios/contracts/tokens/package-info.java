/** Which credentials ended before their time, as security-manager tells the gateways. */
@NullMarked
package io.aios.contracts.tokens;

import org.jspecify.annotations.NullMarked;
