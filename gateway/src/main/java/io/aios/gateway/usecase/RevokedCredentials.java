package io.aios.gateway.usecase;

import io.aios.contracts.tokens.Revocation;
import java.util.List;

/** Credentials that this gateway refuses although they have not expired. */
public interface RevokedCredentials {
  /** From the next request on. */
  void add(List<Revocation> revocations);
}
