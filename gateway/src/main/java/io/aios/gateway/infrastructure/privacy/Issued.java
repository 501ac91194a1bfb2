package io.aios.gateway.infrastructure.privacy;

import io.aios.gateway.usecase.TokenProperties;
import io.aios.privacy.Kind;
import io.aios.privacy.PrivacyToken;
import io.aios.privacy.Pseudonyms;
import io.aios.privacy.TokenIssuer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tokens of one answer, kept all at once before the answer goes out. */
final class Issued implements TokenIssuer {
  private final String owner;
  private final Pseudonyms names;
  private final TokenProperties properties;
  private final Map<PrivacyToken, String> values = new HashMap<>();

  Issued(String owner, Pseudonyms names, TokenProperties properties) {
    this.owner = owner;
    this.names = names;
    this.properties = properties;
  }

  @Override
  public Optional<PrivacyToken> issue(Kind kind, String value) {
    if (value.length() > properties.longest()) {
      return Optional.empty();
    }
    PrivacyToken token = names.token(owner, kind, value);
    if (values.size() >= properties.perUser() && !values.containsKey(token)) {
      return Optional.empty();
    }
    values.put(token, value);
    return Optional.of(token);
  }

  Map<PrivacyToken, String> values() {
    return values;
  }
}
