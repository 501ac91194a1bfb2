/** Interpreters and file access in sandboxes, over a driver of our own. */
@NullMarked
package io.aios.python.infrastructure.sandbox;

import org.jspecify.annotations.NullMarked;
