package io.aios.security.usecase;

/** The people whom this server knows. */
@FunctionalInterface
public interface Accounts {
  /** Whether a person may see and end what belongs to others. */
  boolean isAdministrator(String subject);
}
