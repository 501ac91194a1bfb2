package io.aios.gateway.usecase;

import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows an owner the values of tokens. */
@Component
public final class RevealTokens {
  /** What policies call it. */
  public static final String NAME = "privacy_reveal";

  private final PrivacyAccess access;
  private final OpenTokens tokens;

  RevealTokens(PrivacyAccess access, OpenTokens tokens) {
    this.access = access;
    this.tokens = tokens;
  }

  /**
   * @param source the caller's address
   * @return the text with the values of the caller's tokens
   * @throws Problem as {@link PrivacyAccess#require}, {@code SERVICE_UNAVAILABLE}
   */
  public String reveal(CallerIdentity caller, String text, @Nullable String source) {
    access.require(caller, NAME, source);
    return tokens.reveal(caller, text);
  }
}
