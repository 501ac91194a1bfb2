package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Step;
import tools.jackson.databind.node.ObjectNode;

/** A step whose start is recorded with these arguments and whose call may leave. */
record Ready(Step step, ObjectNode arguments) {}
