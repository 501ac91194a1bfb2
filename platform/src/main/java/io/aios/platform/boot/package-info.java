/** How a service starts: its name, the suite's defaults, and the parts it uses. */
@NullMarked
package io.aios.platform.boot;

import org.jspecify.annotations.NullMarked;
