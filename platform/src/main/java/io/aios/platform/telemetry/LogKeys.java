package io.aios.platform.telemetry;

/** Keys of the mapped diagnostic context; they are fields of every log line. */
public final class LogKeys {
  /** W3C trace id, 32 hex digits. */
  public static final String TRACE_ID = "traceId";

  /** The command that the work belongs to. */
  public static final String COMMAND_ID = "commandId";

  /** The service that logs. */
  public static final String SERVICE = "service";

  private LogKeys() {}
}
