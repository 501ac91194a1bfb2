/** How Tomcat serves requests on virtual threads. */
@NullMarked
package io.aios.platform.tomcat;

import org.jspecify.annotations.NullMarked;
