/** Checkpoints as signed notes (C2SP signed-note and tlog-checkpoint). */
@NullMarked
package io.aios.security.audit.infrastructure.note;

import org.jspecify.annotations.NullMarked;
