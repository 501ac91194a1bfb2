/** Programs in the sandbox. */
@NullMarked
package io.aios.sysops.infrastructure.sandbox;

import org.jspecify.annotations.NullMarked;
