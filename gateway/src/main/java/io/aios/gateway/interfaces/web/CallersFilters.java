package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ReplyFilters;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** The filters of a request's answer: its user's, and of the values that the request brought. */
@Component
final class CallersFilters {
  private static final String ATTRIBUTE = CallersFilters.class.getName();

  private final ReplyFilters filters;

  CallersFilters(ReplyFilters filters) {
    this.filters = filters;
  }

  /**
   * To be called before the request goes to its server: what cannot be filtered is not asked for.
   *
   * @throws io.aios.platform.web.Problem {@code SERVICE_UNAVAILABLE}
   */
  void prepare(HttpServletRequest request, String server) {
    request.setAttribute(ATTRIBUTE, filters.of(server, Callers.of(request).subject()));
  }

  /** To be asked for after the request went to its server. */
  static ReplyFilter of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof ReplyFilter filter) {
      return SentTokens.of(request).closing(filter);
    }
    throw new IllegalStateException("No filter was prepared for the request");
  }
}
