package io.aios.platform.security;

/** Short-lived tokens with which this service calls another one for a user. */
@FunctionalInterface
public interface ServiceTokens {
  /**
   * A token with at least half of its life left; equal requests may get the same one.
   *
   * @throws io.aios.platform.web.Problem {@code SERVICE_UNAVAILABLE} while receivers cannot know
   *     the signing key yet
   */
  String mint(ServiceToken token);
}
