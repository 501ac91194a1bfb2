package io.aios.federation.domain;

/** To whom a credential belongs. */
public sealed interface CredentialOwner {
  /** No credential is needed. */
  record Nobody() implements CredentialOwner {}

  /** The operator's, used for every caller. */
  record Everybody() implements CredentialOwner {}

  record User(String subject) implements CredentialOwner {
    public User {
      if (subject.isEmpty()) {
        throw new IllegalArgumentException("A user has a subject");
      }
    }
  }
}
