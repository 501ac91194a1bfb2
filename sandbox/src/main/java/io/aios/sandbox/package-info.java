/**
 * Runs untrusted programs in bubblewrap: own user, own namespaces, no network unless asked for, a
 * system-call filter, resource limits, and an end that takes every process with it.
 */
@NullMarked
package io.aios.sandbox;

import org.jspecify.annotations.NullMarked;
