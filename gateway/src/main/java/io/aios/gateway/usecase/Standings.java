package io.aios.gateway.usecase;

import io.aios.contracts.tokens.UserStanding;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.util.Optional;

/** Users whose credential does not say what they amount to now: those of steps of commands. */
public interface Standings {
  /**
   * @return empty for whoever's token says it itself, and for programs
   * @throws Problem {@code SERVICE_UNAVAILABLE} when it cannot be learnt
   */
  Optional<UserStanding> of(CallerIdentity caller);

  /**
   * @return empty for programs, and where nobody is asked
   * @throws Problem {@code SERVICE_UNAVAILABLE} when it cannot be learnt
   */
  Optional<UserStanding> of(String subject);
}
