/** The tools: arguments in, a use case or port, records out. */
@NullMarked
package io.aios.sysops.interfaces.tools;

import org.jspecify.annotations.NullMarked;
