package io.aios.federation.usecase;

import io.aios.federation.domain.Credential;
import io.aios.federation.domain.CredentialOwner;
import java.util.Optional;

/** Credentials, encrypted where they are kept. */
public interface Credentials {
  /** Always present for {@link CredentialOwner.Nobody}. */
  Optional<Credential> find(String alias, CredentialOwner owner);

  void put(String alias, CredentialOwner owner, Credential credential, Deed deed);

  /** False when there was none. */
  boolean remove(String alias, CredentialOwner owner, Deed deed);
}
