package io.aios.platform.security;

import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** What was presented does not prove that the caller holds the token's key. */
final class InvalidProofException extends InvalidBearerTokenException {
  private static final long serialVersionUID = 1L;

  InvalidProofException(String message) {
    super(message);
  }

  InvalidProofException(String message, Throwable cause) {
    super(message, cause);
  }
}
