/** Tells operators what of the operating system the server can use. */
@NullMarked
package io.aios.sysops.interfaces.health;

import org.jspecify.annotations.NullMarked;
