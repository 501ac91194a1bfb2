/** What security-manager does, one verb per type, and the ports it needs. */
@NullMarked
package io.aios.security.usecase;

import org.jspecify.annotations.NullMarked;
