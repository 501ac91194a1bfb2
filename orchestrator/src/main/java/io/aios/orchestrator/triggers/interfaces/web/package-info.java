/** The API of triggers. */
@NullMarked
package io.aios.orchestrator.triggers.interfaces.web;

import org.jspecify.annotations.NullMarked;
