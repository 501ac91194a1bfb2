package io.aios.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a refused client finds the protected resource's metadata (RFC 9728 section 5.1). */
@FunctionalInterface
public interface ResourceMetadata {
  /** The absolute address, or null when the requested resource has no metadata. */
  @Nullable URI of(HttpServletRequest request);

  /** The scopes that a client without a token should ask for, separated by spaces; or empty. */
  default String scope(HttpServletRequest request) {
    return "";
  }
}
