package io.aios.platform.security;

import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** What was presented as an API key. */
final class PresentedKey extends BearerTokenAuthenticationToken {
  private static final long serialVersionUID = 1L;

  PresentedKey(String text) {
    super(text);
  }
}
