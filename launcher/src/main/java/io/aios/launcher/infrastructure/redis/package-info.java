/** Redis as a child process, from the embedded-redis binaries, with its data kept. */
@NullMarked
package io.aios.launcher.infrastructure.redis;

import org.jspecify.annotations.NullMarked;
