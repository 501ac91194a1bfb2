/** Servers that are commands, each in a sandbox. */
@NullMarked
package io.aios.federation.infrastructure.stdio;

import org.jspecify.annotations.NullMarked;
