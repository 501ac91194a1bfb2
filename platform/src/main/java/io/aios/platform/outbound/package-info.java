/** Connections to where strangers point at. */
@NullMarked
package io.aios.platform.outbound;

import org.jspecify.annotations.NullMarked;
