package io.aios.gateway.infrastructure.cedar;

import io.aios.contracts.policies.PolicyBundle;
import io.aios.gateway.infrastructure.authority.AuthorityRequests;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks security-manager for the policies in force. */
@Component
class PolicyFetch {
  private final AuthorityRequests authority;
  private final Duration timeout;

  PolicyFetch(AuthorityRequests authority, PolicyProperties properties) {
    this.authority = authority;
    this.timeout = properties.timeout();
  }

  /**
   * @param known the activation that is known already, negative for none
   * @return empty when it is still the last one
   */
  Optional<PolicyBundle> newerThan(long known) throws IOException, InterruptedException {
    return authority.get(
        new AuthorityRequests.Address(
            "/internal/policies/active?known=" + known, "policies:fetch", timeout),
        PolicyBundle.class);
  }
}
