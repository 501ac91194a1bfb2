package io.aios.launcher.suite;

import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Logging is configured once per process, by Logback's own file. Boot's logging system is off: side
 * by side contexts would race in it.
 */
public final class SuiteLogging {
  private SuiteLogging() {}

  /** Sends java.util.logging (Tomcat, the Postgres driver) to the same place. */
  public static void route() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
