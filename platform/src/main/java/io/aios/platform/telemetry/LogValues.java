package io.aios.platform.telemetry;

import java.util.Set;
import net.logstash.logback.mask.ValueMasker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/** Treats each value of a log line but those that logging itself makes. Logback's file names it. */
public final class LogValues implements ValueMasker {
  private static final Set<String> OF_LOGGING =
      Set.of("time", "level", "logger_name", "thread_name", "service", LogKeys.TRACE_ID, "spanId");

  /**
   * @return null to leave the value as it is
   */
  @Override
  public @Nullable Object mask(TokenStreamContext context, Object value) {
    String name = context.currentName();
    if (!(value instanceof CharSequence text) || (name != null && OF_LOGGING.contains(name))) {
      return null;
    }
    String said = text.toString();
    String treated = TelemetryText.of(name == null ? "" : name, said);
    return treated.equals(said) ? null : treated;
  }
}
