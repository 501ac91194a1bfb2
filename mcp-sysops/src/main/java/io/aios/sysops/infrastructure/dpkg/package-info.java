/** Packages, by dpkg-query and apt-cache. */
@NullMarked
package io.aios.sysops.infrastructure.dpkg;

import org.jspecify.annotations.NullMarked;
