package io.aios.gateway.usecase;

/** Those whose calls are held to a low quota, since something looked like an attack. */
@FunctionalInterface
public interface ThrottledSubjects {
  boolean isThrottled(String subject);
}
