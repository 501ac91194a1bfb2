/** Block devices, by the sys file system. */
@NullMarked
package io.aios.sysops.infrastructure.sysfs;

import org.jspecify.annotations.NullMarked;
