package io.aios.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Matches requests that come straight from a listed network: no proxy stands between. */
public final class DirectRequestMatcher implements RequestMatcher {
  private static final List<String> FORWARDING =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private final List<IpAddressMatcher> networks;

  public DirectRequestMatcher(List<String> networks) {
    this.networks = networks.stream().map(IpAddressMatcher::new).toList();
  }

  @Override
  public boolean matches(HttpServletRequest request) {
    return FORWARDING.stream().allMatch(name -> request.getHeader(name) == null)
        && networks.stream().anyMatch(network -> network.matches(request));
  }
}
