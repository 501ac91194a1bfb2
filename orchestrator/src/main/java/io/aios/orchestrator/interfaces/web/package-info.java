/** The command API. */
@NullMarked
package io.aios.orchestrator.interfaces.web;

import org.jspecify.annotations.NullMarked;
