package io.aios.gateway.interfaces.web;

import io.aios.gateway.domain.QuotaDecision.Exceeded;
import io.aios.gateway.usecase.AdmitCall;
import io.aios.gateway.usecase.Quotas;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Searching is recorded and limited like a call of a tool of that name. */
@Component
final class SearchQuota {
  private final Quotas quotas;

  SearchQuota(Quotas quotas) {
    this.quotas = quotas;
  }

  /**
   * @throws Problem {@code RATE_LIMITED}
   */
  void take(HttpServletRequest request, String metaTool) {
    RequestRecord.of(request).asks("tool.call", metaTool);
    if (quotas.take(Callers.of(request), metaTool) instanceof Exceeded exceeded) {
      throw AdmitCall.rateLimited(exceeded);
    }
  }
}
