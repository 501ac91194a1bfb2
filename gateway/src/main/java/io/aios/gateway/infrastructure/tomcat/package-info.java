/** What only the servlet container knows: whether the caller is still there. */
@NullMarked
package io.aios.gateway.infrastructure.tomcat;

import org.jspecify.annotations.NullMarked;
