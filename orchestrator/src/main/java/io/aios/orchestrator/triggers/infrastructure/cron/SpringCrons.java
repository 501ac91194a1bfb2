package io.aios.orchestrator.triggers.infrastructure.cron;

import io.aios.orchestrator.triggers.domain.ZonedSchedule;
import io.aios.orchestrator.triggers.usecase.Crons;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/** Five fields, as crontab has them, in the grammar of Spring's parser, and its names. */
@Component
final class SpringCrons implements Crons {
  private static final int FIELDS = 5;
  private static final int HOURS = 1;
  private static final Set<String> EVERY_HOUR = Set.of("*", "*/1", "0-23");

  @Override
  public ZonedSchedule schedule(String expression, ZoneId zone) {
    String[] fields = expression.strip().split("\\s+");
    boolean named = fields.length == 1 && fields[0].startsWith("@");
    if (!named && fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "'%s' has %d fields; a cron expression has %d: minute, hour, day of month, month, day of week"
              .formatted(expression, fields.length, FIELDS));
    }
    CronExpression cron = CronExpression.parse(named ? fields[0] : "0 " + String.join(" ", fields));
    boolean everyHour = named ? fields[0].equals("@hourly") : EVERY_HOUR.contains(fields[HOURS]);
    return new ZonedSchedule(zone, local -> Optional.ofNullable(cron.next(local)), everyHour);
  }
}
