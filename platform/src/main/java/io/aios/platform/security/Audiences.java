package io.aios.platform.security;

import jakarta.servlet.http.HttpServletRequest;

/** Whose tokens a service takes. A bean of this type replaces its one fixed audience. */
public interface Audiences {
  /** Whether tokens for that audience may be used somewhere at this service. */
  boolean isOwn(String audience);

  /** Whether tokens for that audience, which is an own one, may be used for this request. */
  boolean covers(String audience, HttpServletRequest request);

  /** The ordinary case: one audience for everything. */
  static Audiences only(String own) {
    return new Audiences() {
      @Override
      public boolean isOwn(String audience) {
        return audience.equals(own);
      }

      @Override
      public boolean covers(String audience, HttpServletRequest request) {
        return true;
      }
    };
  }
}
