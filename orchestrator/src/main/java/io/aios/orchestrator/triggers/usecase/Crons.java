package io.aios.orchestrator.triggers.usecase;

import io.aios.orchestrator.triggers.domain.ZonedSchedule;
import java.time.ZoneId;

/** Cron expressions. */
public interface Crons {
  /**
   * @throws IllegalArgumentException saying what is wrong with the expression
   */
  ZonedSchedule schedule(String expression, ZoneId zone);
}
