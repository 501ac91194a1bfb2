package io.aios.platform.security;

import com.nimbusds.jose.jwk.ECKey;
import io.aios.platform.tls.ServiceTls;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/** Registers the key with security-manager, as the service's own account (client credentials). */
final class HttpKeyPublication implements KeyPublication {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String SCOPE = "internal:signing-keys";

  private final RestClient securityManager;
  private final String service;
  private final String secret;

  HttpKeyPublication(SecurityProperties properties, String service, String secret, ServiceTls tls) {
    HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(TIMEOUT);
    tls.clientOf(SecurityProperties.SECURITY_MANAGER).ifPresent(http::sslContext);
    var requests = new JdkClientHttpRequestFactory(http.build());
    requests.setReadTimeout(TIMEOUT);
    this.securityManager =
        RestClient.builder()
            .baseUrl(properties.securityManagerUrl().toString())
            .requestFactory(requests)
            .build();
    this.service = service;
    this.secret = secret;
  }

  @Override
  public void publish(ECKey publicKey, Duration lifetime) {
    securityManager
        .post()
        .uri("/internal/signing-keys")
        .headers(headers -> headers.setBearerAuth(accessToken()))
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            Map.of(
                "key",
                publicKey.toPublicJWK().toJSONObject(),
                "lifetimeSeconds",
                lifetime.toSeconds()))
        .retrieve()
        .toBodilessEntity();
  }

  private String accessToken() {
    var form = new LinkedMultiValueMap<String, String>();
    form.add("grant_type", "client_credentials");
    form.add("scope", SCOPE);
    Map<?, ?> answer =
        securityManager
            .post()
            .uri("/oauth2/token")
            .headers(headers -> headers.setBasicAuth(service, secret))
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .body(form)
            .retrieve()
            .body(Map.class);
    if (answer != null && answer.get("access_token") instanceof String token) {
      return token;
    }
    throw new IllegalStateException("The token endpoint answered without access_token");
  }
}
