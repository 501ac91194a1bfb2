package io.aios.platform.security;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Whom a service trusts and as whom it speaks.
 *
 * @param issuer the issuer of user tokens and their audience: the gateway's public URL
 * @param audience what {@code aud} must hold; the service's name when absent
 * @param trustedIssuers issuers whose tokens are accepted, {@code issuer} or {@code
 *     urn:aios:<service>}
 * @param securityManagerUrl where keys are fetched and registered
 * @param mintsTokens whether this service makes hop tokens, and so needs a registered key
 * @param clientSecret the service account's secret, needed to register a key
 * @param managementNetworks callers that may read {@code /actuator/**} without a token
 * @param clockSkew allowed between two machines when {@code exp} and {@code nbf} are checked
 * @param maxTokenSize larger tokens are refused unread
 * @param maxTokenLife tokens that expire later than that are refused
 * @param cachedTokens how many verified tokens, and how many minted ones, are kept
 * @param keyCacheTime how long a fetched key set is used without asking again
 * @param keyRefreshInterval within it, unknown key ids cause at most two fetches per issuer
 * @param hopTokenLifetime of minted tokens; each is reused for half of it
 * @param signingKeyLifetime for which a public key is registered; renewed at half of it
 */
@Validated
@ConfigurationProperties("aios.security")
public record SecurityProperties(
    @DefaultValue("http://127.0.0.1:8080") URI issuer,
    @Nullable String audience,
    @NotEmpty @DefaultValue("urn:aios:gateway") Set<String> trustedIssuers,
    @DefaultValue("http://127.0.0.1:8021") URI securityManagerUrl,
    @DefaultValue("false") boolean mintsTokens,
    @Nullable String clientSecret,
    @DefaultValue({"127.0.0.0/8", "::1/128"}) List<String> managementNetworks,
    @DefaultValue("30s") Duration clockSkew,
    @DefaultValue("8KB") DataSize maxTokenSize,
    @DefaultValue("1d") Duration maxTokenLife,
    @Positive @DefaultValue("10000") long cachedTokens,
    @DefaultValue("5m") Duration keyCacheTime,
    @DefaultValue("5s") Duration keyRefreshInterval,
    @DefaultValue("60s") Duration hopTokenLifetime,
    @DefaultValue("1h") Duration signingKeyLifetime) {

  /** The {@code iss} of tokens that a service mints. */
  public static String issuerOf(String service) {
    return HOP_ISSUER_PREFIX + service;
  }

  /** The {@code iss} of steps of commands. */
  public static final String ORCHESTRATOR_ISSUER = issuerOf("orchestrator");

  /** The service that has the keys, in discovery and in its certificate. */
  static final String SECURITY_MANAGER = "security-manager";

  static final String HOP_ISSUER_PREFIX = "urn:aios:";
}
