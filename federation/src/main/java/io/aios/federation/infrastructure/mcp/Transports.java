package io.aios.federation.infrastructure.mcp;

import io.aios.federation.domain.Connection;
import io.aios.federation.domain.Credential;
import io.aios.federation.usecase.PeerFailure;

/** Opens ways of one kind. */
public interface Transports<C extends Connection> {
  /**
   * @throws io.aios.federation.domain.InvalidServer when such a connection may not be made
   */
  void check(C connection);

  /**
   * @param name of what is opened, for logs and directories: unique while it lives
   * @throws PeerFailure when it cannot be opened
   */
  Transport open(C connection, Credential credential, String name);
}
