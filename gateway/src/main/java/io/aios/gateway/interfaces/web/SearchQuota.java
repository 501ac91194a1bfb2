package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.AdmitCall;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** Searching is recorded and limited like a call of a tool of that name. */
@Component
final class SearchQuota {
  private final AdmitCall admission;

  SearchQuota(AdmitCall admission) {
    this.admission = admission;
  }

  /**
   * @throws Problem {@code RATE_LIMITED}
   */
  void take(HttpServletRequest request, HttpServletResponse response, String metaTool) {
    RequestRecord.of(request).asks("tool.call", metaTool);
    QuotaHeaders.write(response, admission.admitRequest(Callers.of(request), metaTool));
  }
}
