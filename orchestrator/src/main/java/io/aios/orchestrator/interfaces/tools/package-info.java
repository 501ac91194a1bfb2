/** Saved plans as tools. */
@NullMarked
package io.aios.orchestrator.interfaces.tools;

import org.jspecify.annotations.NullMarked;
