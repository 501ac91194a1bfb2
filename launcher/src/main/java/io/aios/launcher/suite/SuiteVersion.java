package io.aios.launcher.suite;

/** Stands by itself, since the command line's class path has little of the suite's. */
public final class SuiteVersion {
  private SuiteVersion() {}

  /** From the jar; {@code dev} when run from classes. */
  public static String current() {
    String version = SuiteVersion.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
