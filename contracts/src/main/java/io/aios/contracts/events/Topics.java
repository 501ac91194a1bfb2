package io.aios.contracts.events;

/** Kafka topics; every record is a CloudEvent keyed by its aggregate. */
public final class Topics {
  public static final String COMMANDS = "aios.commands";
  public static final String AUDIT = "aios.audit";
  public static final String SECURITY = "aios.security";
  public static final String POLICIES = "aios.policies";
  public static final String REVOCATIONS = "aios.revocations";
  public static final String PRIVACY = "aios.privacy";

  private Topics() {}
}
