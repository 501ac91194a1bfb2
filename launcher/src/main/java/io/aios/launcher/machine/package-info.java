/** What the launcher asks of the machine: ports, child processes and their memory. */
@NullMarked
package io.aios.launcher.machine;

import org.jspecify.annotations.NullMarked;
