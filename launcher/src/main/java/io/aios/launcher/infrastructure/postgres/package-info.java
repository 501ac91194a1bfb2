/** Postgres as a child process, from the zonky binaries, with its data kept. */
@NullMarked
package io.aios.launcher.infrastructure.postgres;

import org.jspecify.annotations.NullMarked;
