/**
 * The call of a tool from its name to the reply of its server, and the catalogue it is found in.
 */
@NullMarked
package io.aios.gateway.usecase;

import org.jspecify.annotations.NullMarked;
