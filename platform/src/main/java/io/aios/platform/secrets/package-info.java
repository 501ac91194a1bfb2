/**
 * Secrets at rest: sealed with AES-256-GCM under data keys that lie beside them, which are wrapped
 * by a master key that does not.
 */
@NullMarked
package io.aios.platform.secrets;

import org.jspecify.annotations.NullMarked;
