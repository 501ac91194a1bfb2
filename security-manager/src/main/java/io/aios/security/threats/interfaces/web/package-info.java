/** Alerts and quarantined principals for administrators. */
@NullMarked
package io.aios.security.threats.interfaces.web;

import org.jspecify.annotations.NullMarked;
