/** Argument checks by JSON Schema. */
@NullMarked
package io.aios.orchestrator.infrastructure.jsonschema;

import org.jspecify.annotations.NullMarked;
