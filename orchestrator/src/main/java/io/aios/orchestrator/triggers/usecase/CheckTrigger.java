package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.triggers.EventMatch;
import io.aios.contracts.triggers.TriggerRequest;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import io.aios.platform.web.Problem;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks a trigger whole, before it is kept. */
@Component
final class CheckTrigger {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");
  private static final Pattern TOPIC = Pattern.compile("aios\\.[a-z][a-z.-]{0,60}");
  private static final int MOST_PER_HOUR = 3_600;

  private final DueTimes times;
  private final EventExpressions expressions;
  private final CheckTriggeredCommand commands;

  CheckTrigger(DueTimes times, EventExpressions expressions, CheckTriggeredCommand commands) {
    this.times = times;
    this.expressions = expressions;
    this.commands = commands;
  }

  /**
   * @return when it is due first; null for one that waits for events
   * @throws Problem naming what is wrong
   */
  @Nullable Instant check(Principal principal, TriggerRequest request, Instant now) {
    String name = request.name();
    if (name == null || !NAME.matcher(name).matches()) {
      throw malformed("'name' is '" + name + "'; it has to match " + NAME);
    }
    long conditions =
        Stream.of(request.cron(), request.at(), request.event()).filter(c -> c != null).count();
    if (conditions != 1) {
      throw malformed("Exactly one of 'cron', 'at' and 'event' is wanted, not " + conditions);
    }
    Integer rate = request.maxPerHour();
    if (rate != null && (rate < 1 || rate > MOST_PER_HOUR)) {
      throw malformed("'maxPerHour' is " + rate + "; it has to be 1 to " + MOST_PER_HOUR);
    }
    Instant due = due(request, now);
    EventMatch event = request.event();
    if (event != null) {
      checkEvent(principal, event);
    }
    commands.check(principal, request);
    return due;
  }

  private @Nullable Instant due(TriggerRequest request, Instant now) {
    try {
      Instant due = times.next(request, now);
      if (due == null && request.event() == null) {
        throw malformed("The trigger would never fire: its time has passed, or no date fits it");
      }
      return due;
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private void checkEvent(Principal principal, EventMatch event) {
    if (event.topic() == null || !TOPIC.matcher(event.topic()).matches()) {
      throw malformed("'topic' is '" + event.topic() + "'; it has to match " + TOPIC);
    }
    EventPermissions.check(principal, event.topic());
    try {
      expressions.filter(String.valueOf(event.match()));
    } catch (ExpressionError e) {
      throw malformed("'match' is no condition over an event: " + e.getMessage());
    }
  }

  static Problem malformed(String detail) {
    return new Problem(ProblemType.MALFORMED_REQUEST, detail);
  }
}
