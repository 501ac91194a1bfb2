/** The limits of the own control group, versions 1 and 2. */
@NullMarked
package io.aios.sysops.infrastructure.cgroup;

import org.jspecify.annotations.NullMarked;
