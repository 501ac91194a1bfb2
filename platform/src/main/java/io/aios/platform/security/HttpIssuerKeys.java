package io.aios.platform.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.aios.platform.tls.ServiceTls;
import java.net.MalformedURLException;
import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Key sets fetched from security-manager on first use and cached. An unknown key id fetches again,
 * rate-limited so that forged ids cannot storm it; a cached set outlives an outage by an hour.
 */
final class HttpIssuerKeys implements IssuerKeys {
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MAX_BYTES = 64 * 1024;
  private static final long OUTAGE_MILLIS = 60L * 60 * 1000;

  private final SecurityProperties properties;
  private final @Nullable SSLSocketFactory sockets;

  HttpIssuerKeys(SecurityProperties properties, ServiceTls tls) {
    this.properties = properties;
    this.sockets =
        tls.clientOf(SecurityProperties.SECURITY_MANAGER)
            .map(SSLContext::getSocketFactory)
            .orElse(null);
  }

  @Override
  public JWKSource<SecurityContext> of(String issuer) {
    long cacheMillis = properties.keyCacheTime().toMillis();
    try {
      return JWKSourceBuilder.create(
              address(issuer).toURL(),
              new DefaultResourceRetriever(
                  TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES, true, sockets))
          .cache(cacheMillis, 2L * TIMEOUT_MILLIS)
          .refreshAheadCache(false)
          .rateLimited(properties.keyRefreshInterval().toMillis())
          .outageTolerant(OUTAGE_MILLIS)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(
          "aios.security.security-manager-url is not an HTTP address", e);
    }
  }

  private URI address(String issuer) {
    String base = properties.securityManagerUrl().toString().replaceAll("/+$", "");
    return URI.create(
        issuer.startsWith(SecurityProperties.HOP_ISSUER_PREFIX)
            ? base
                + "/internal/jwks/"
                + issuer.substring(SecurityProperties.HOP_ISSUER_PREFIX.length())
            : base + "/oauth2/jwks");
  }
}
