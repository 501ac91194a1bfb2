/** Processes, by the proc file system, and signals by process descriptors. */
@NullMarked
package io.aios.sysops.infrastructure.procfs;

import org.jspecify.annotations.NullMarked;
