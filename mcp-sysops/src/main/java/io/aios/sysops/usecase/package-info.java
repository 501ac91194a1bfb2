/**
 * What callers do with files, logs and processes, one verb a type, and the ports that need the
 * operating system.
 */
@NullMarked
package io.aios.sysops.usecase;

import org.jspecify.annotations.NullMarked;
