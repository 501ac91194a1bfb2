package io.aios.gateway.interfaces.web;

import io.aios.platform.security.ForwardedAddresses;
import io.aios.platform.security.SecurityProperties;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * The headers of routed requests. What a caller says of forwarding and in {@code X-Aios-*} is
 * dropped. API requests get the gateway's own token and no cookie; requests to the authorization
 * server keep both, because that is whom they are for.
 */
@Component
final class ProxiedHeaders implements RequestHttpHeadersFilter, Ordered {
  /** Attribute of the request: the hop token; absent for requests to the authorization server. */
  static final String TOKEN = ProxiedHeaders.class.getName() + ".token";

  /** Attribute of the request: proof that it is the gateway who says where it came from. */
  static final String FORWARDED_BY = ProxiedHeaders.class.getName() + ".forwardedBy";

  private static final List<String> DROPPED = List.of("x-aios-", "x-forwarded-", "proxy-");

  private final URI publicUrl;

  ProxiedHeaders(SecurityProperties security) {
    this.publicUrl = security.issuer();
  }

  @Override
  public HttpHeaders apply(HttpHeaders input, ServerRequest request) {
    HttpHeaders headers = new HttpHeaders();
    input.forEach(
        (name, values) -> {
          if (!isDropped(name)) {
            headers.addAll(name, values);
          }
        });
    request
        .attribute(TOKEN)
        .ifPresent(
            token -> {
              headers.setBearerAuth((String) token);
              headers.remove(HttpHeaders.COOKIE);
              String command = RequestRecord.of(request.servletRequest()).commandId();
              if (command != null) {
                headers.set("X-Aios-Command-Id", command);
              }
            });
    forwarded(headers, request);
    request
        .attribute(FORWARDED_BY)
        .ifPresent(token -> headers.set(ForwardedAddresses.PROOF, (String) token));
    return headers;
  }

  private static boolean isDropped(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("forwarded")
        || lower.equals("x-api-key")
        || DROPPED.stream().anyMatch(lower::startsWith);
  }

  /** The public address, so that the service makes links and redirects that lead back here. */
  private void forwarded(HttpHeaders headers, ServerRequest request) {
    headers.set("X-Forwarded-For", request.servletRequest().getRemoteAddr());
    headers.set("X-Forwarded-Proto", publicUrl.getScheme());
    headers.set("X-Forwarded-Host", publicUrl.getHost());
    int port = publicUrl.getPort();
    if (port > 0) {
      headers.set("X-Forwarded-Port", String.valueOf(port));
    }
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
