package io.aios.orchestrator.infrastructure.mcp;

import io.aios.contracts.tools.Risk;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.security.SecurityProperties;
import io.aios.platform.security.ServiceToken;
import io.aios.platform.security.ServiceTokens;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tokens for the gateway: the orchestrator acts with the grants of whom it acts for. */
@Component
final class GatewayTokens {
  private static final Principal ITSELF =
      new Principal(
          "orchestrator",
          "orchestrator",
          Arrays.stream(Risk.values())
              .map(risk -> "*:" + risk.wireName())
              .collect(Collectors.toSet()));

  private final ServiceTokens tokens;
  private final String audience;

  GatewayTokens(ServiceTokens tokens, SecurityProperties security) {
    this.tokens = tokens;
    this.audience = security.issuer().toString();
  }

  String of(Principal principal) {
    return tokens.mint(token(principal));
  }

  /** For a call of this tool to which somebody agreed. */
  String approved(Principal principal, String tool) {
    return tokens.mint(token(principal).approving(tool));
  }

  private ServiceToken token(Principal principal) {
    return new ServiceToken(
        audience, principal.subject(), principal.client(), principal.grants(), Set.of());
  }

  /** For the whole catalogue. */
  String ownToken() {
    return of(ITSELF);
  }
}
