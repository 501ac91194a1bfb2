package io.aios.platform.security;

import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Told of every request that the filter chain refuses, before the answer is written. */
@FunctionalInterface
public interface RefusalListener {
  /**
   * @param caller who called, null when nobody was authenticated
   */
  void refused(HttpServletRequest request, Problem problem, @Nullable CallerIdentity caller);
}
