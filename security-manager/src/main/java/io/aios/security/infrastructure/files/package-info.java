/** Secrets in files that only their owner can read. */
@NullMarked
package io.aios.security.infrastructure.files;

import org.jspecify.annotations.NullMarked;
