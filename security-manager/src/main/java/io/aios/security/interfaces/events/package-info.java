/** Consumes the audit topic. */
@NullMarked
package io.aios.security.interfaces.events;

import org.jspecify.annotations.NullMarked;
