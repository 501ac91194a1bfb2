/** Access policies on their way from security-manager to the gateways. */
@NullMarked
package io.aios.contracts.policies;

import org.jspecify.annotations.NullMarked;
