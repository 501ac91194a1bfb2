package io.aios.gateway.interfaces.web;

import io.aios.gateway.domain.QuotaLevel;
import io.aios.gateway.usecase.RateLimitFields;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** Tells the caller of an admitted request what is left of its quotas, however the request ends. */
final class QuotaHeaders {
  private QuotaHeaders() {}

  static void write(HttpServletResponse response, List<QuotaLevel> levels) {
    response.setHeader(RateLimitFields.POLICY, RateLimitFields.policies(levels));
    response.setHeader(RateLimitFields.LIMIT, RateLimitFields.limits(levels));
  }
}
