package io.aios.security.revocation.usecase;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions that have not ended. */
public interface Sessions {
  /** The last ones first, a thousand at most; those of everybody where no subject is given. */
  List<Session> list(Optional<String> subject, Instant now);

  Optional<Session> find(String id, Instant now);

  /** Deletes a session; what it gave out no longer refreshes. */
  List<Issued> remove(String id);

  /** Deletes all of a subject. */
  List<Issued> removeAll(String subject);

  /**
   * What a session gave out last.
   *
   * @param tokenId the access token's {@code jti}; null where a code was given out and no token
   */
  record Issued(Owner owner, String session, @Nullable String tokenId, Instant at) {}

  /** Whose a session was. */
  record Owner(String subject, String client) {}
}
