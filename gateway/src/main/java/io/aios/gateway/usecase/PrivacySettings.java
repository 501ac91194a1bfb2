package io.aios.gateway.usecase;

/** What users want of the filter, kept. */
public interface PrivacySettings {
  /** {@link UserPrivacy#NONE} for whoever has set nothing. */
  UserPrivacy find(String subject);

  void put(String subject, UserPrivacy settings);

  /** False when there were none. */
  boolean remove(String subject);
}
