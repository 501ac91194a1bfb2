/** Cron expressions by Spring's parser. */
@NullMarked
package io.aios.orchestrator.triggers.infrastructure.cron;

import org.jspecify.annotations.NullMarked;
