/** Audit events from Kafka. */
@NullMarked
package io.aios.security.audit.interfaces.events;

import org.jspecify.annotations.NullMarked;
