/** Secrets in files that only their owner can read. */
@NullMarked
package io.aios.platform.files;

import org.jspecify.annotations.NullMarked;
