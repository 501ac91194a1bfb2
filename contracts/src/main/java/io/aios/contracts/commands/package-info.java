/** The command API of the orchestrator on the wire, and the events it publishes. */
@NullMarked
package io.aios.contracts.commands;

import org.jspecify.annotations.NullMarked;
