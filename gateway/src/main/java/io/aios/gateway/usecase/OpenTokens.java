package io.aios.gateway.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.TokenisedValues.Away;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.privacy.PrivacyToken;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Puts values back where their owner's tokens stand for them. */
@Component
public final class OpenTokens {
  private final TokenisedValues values;
  private final TokenProperties properties;

  OpenTokens(TokenisedValues values, TokenProperties properties) {
    this.values = values;
    this.properties = properties;
  }

  /**
   * The caller's tokens in what a tool's server is to get.
   *
   * @throws Problem {@code UNKNOWN_TOKEN} when one is not the caller's, or has expired; {@code
   *     PERMISSION_DENIED} when the server is to get no values; {@code SERVICE_UNAVAILABLE}
   */
  public OpenedTokens forCall(CallerIdentity caller, CatalogueTool tool, JsonNode... given) {
    Set<PrivacyToken> tokens = new LinkedHashSet<>();
    Arrays.stream(given).forEach(node -> collect(node, tokens));
    if (tokens.isEmpty()) {
      return OpenedTokens.NONE;
    }
    if (tool.external() && !properties.externalServers().contains(tool.server())) {
      throw new Problem(
              ProblemType.PERMISSION_DENIED,
              "The server '%s' is not the suite's own and gets no values of tokens, such as %s"
                  .formatted(tool.server(), tokens.iterator().next()))
          .with("tool", tool.name());
    }
    Map<PrivacyToken, String> found = find(caller, tokens);
    for (PrivacyToken token : tokens) {
      if (!found.containsKey(token)) {
        throw new Problem(
                ProblemType.UNKNOWN_TOKEN, token + " is no token of yours, or it has expired")
            .with("token", token.toString());
      }
    }
    return new OpenedTokens(found);
  }

  /**
   * A text with the values of the caller's tokens; others stay.
   *
   * @throws Problem {@code SERVICE_UNAVAILABLE}
   */
  public String reveal(CallerIdentity caller, String text) {
    return PrivacyToken.replaced(text, find(caller, PrivacyToken.in(text)));
  }

  private Map<PrivacyToken, String> find(CallerIdentity caller, Set<PrivacyToken> tokens) {
    try {
      return values.find(caller.subject(), tokens);
    } catch (Away away) {
      throw new Problem(
              ProblemType.SERVICE_UNAVAILABLE,
              "The values behind tokens cannot be reached: " + away.getMessage(),
              away)
          .header(HttpHeaders.RETRY_AFTER, "2");
    }
  }

  private static void collect(JsonNode node, Set<PrivacyToken> tokens) {
    if (node.isString()) {
      tokens.addAll(PrivacyToken.in(node.asString()));
    } else {
      node.forEach(child -> collect(child, tokens));
    }
  }
}
