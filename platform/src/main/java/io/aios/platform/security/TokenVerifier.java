package io.aios.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.util.StringUtils;

/**
 * Checks an access token (RFC 9068, RFC 8725): size, form, issuer, that issuer's one algorithm and
 * keys, type, audience, lifetime. Key references inside the token ({@code jwk}, {@code jku}, {@code
 * x5u}) are never followed.
 */
final class TokenVerifier {
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  private final long maxLength;
  private final Audiences audiences;
  private final Map<String, JWTProcessor<SecurityContext>> processors;

  TokenVerifier(SecurityProperties properties, Audiences audiences, IssuerKeys keys) {
    this.audiences = audiences;
    maxLength = properties.maxTokenSize().toBytes();
    processors =
        properties.trustedIssuers().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), issuer -> processor(issuer, keys, properties)));
  }

  private static JWTProcessor<SecurityContext> processor(
      String issuer, IssuerKeys keys, SecurityProperties properties) {
    boolean hop = issuer.startsWith(SecurityProperties.HOP_ISSUER_PREFIX);
    var claims = new TokenLife(issuer, properties.maxTokenLife());
    claims.setMaxClockSkew(Math.toIntExact(properties.clockSkew().toSeconds()));
    var processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(ACCESS_TOKEN));
    processor.setJWSKeySelector(
        new StrongKeys(hop ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256, keys.of(issuer)));
    processor.setJWTClaimsSetVerifier(claims);
    return processor;
  }

  /**
   * @throws InvalidBearerTokenException saying which check failed
   * @throws AuthenticationServiceException when the issuer's keys cannot be had
   */
  CallerAuthentication verify(String token) {
    if (token.length() > maxLength) {
      throw new InvalidBearerTokenException(
          "The token has " + token.length() + " characters; the limit is " + maxLength);
    }
    CompactForm.check(token);
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      requireOrdinary(jwt.getHeader());
      return authentication(processorOf(jwt).process(jwt, null));
    } catch (RateLimitReachedException e) {
      throw new InvalidBearerTokenException("The token's signing key is unknown", e);
    } catch (RemoteKeySourceException e) {
      throw new AuthenticationServiceException("The issuer's keys cannot be fetched", e);
    } catch (KeySourceException e) {
      throw e.getCause() instanceof RateLimitReachedException
          ? new InvalidBearerTokenException("The token's signing key is unknown", e)
          : new AuthenticationServiceException("The issuer's keys cannot be fetched", e);
    } catch (BadJOSEException e) {
      throw new InvalidBearerTokenException("The token was rejected: " + reason(e), e);
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw new InvalidBearerTokenException("The token cannot be read", e);
    }
  }

  /** No issuer of the suite uses extensions (RFC 7515 section 4.1.11, RFC 7797). */
  private static void requireOrdinary(JWSHeader header) {
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      throw new InvalidBearerTokenException("The token asks for an extension: crit or b64");
    }
  }

  private JWTProcessor<SecurityContext> processorOf(SignedJWT jwt) throws ParseException {
    String issuer = jwt.getJWTClaimsSet().getIssuer();
    JWTProcessor<SecurityContext> processor = issuer == null ? null : processors.get(issuer);
    if (processor == null) {
      throw new InvalidBearerTokenException("The token's issuer is not trusted here");
    }
    return processor;
  }

  private CallerAuthentication authentication(JWTClaimsSet claims) throws ParseException {
    List<String> own = claims.getAudience().stream().filter(audiences::isOwn).toList();
    if (own.isEmpty()) {
      throw new InvalidBearerTokenException(
          "The token was rejected: it is for another audience than this service");
    }
    CallerIdentity caller =
        new CallerIdentity(
            present("sub", claims.getSubject()),
            present("client_id", claims.getStringClaim("client_id")),
            scopes(claims.getClaim("scope")),
            scopes(claims.getClaim("grants")),
            claims.getIssuer(),
            user(claims));
    return new CallerAuthentication(
        caller,
        present("exp", claims.getExpirationTime()).toInstant(),
        own,
        facts(claims, caller),
        boundTo(claims));
  }

  /** Other ways of binding than by {@code jkt} are none that anybody could prove here. */
  private static @Nullable String boundTo(JWTClaimsSet claims) {
    return switch (claims.getClaim("cnf")) {
      case null -> null;
      case Map<?, ?> confirmation -> String.valueOf(confirmation.get("jkt"));
      case Object other -> "";
    };
  }

  private static UserFacts user(JWTClaimsSet claims) throws ParseException {
    Date login = claims.getDateClaim("auth_time");
    return new UserFacts(
        scopes(claims.getClaim("roles")),
        scopes(claims.getClaim("groups")),
        login == null ? null : login.toInstant(),
        scopes(claims.getClaim("amr")).contains("mfa"),
        SecurityProperties.ORCHESTRATOR_ISSUER.equals(claims.getIssuer())
            ? claims.getStringClaim(UserFacts.APPROVED_TOOL)
            : null);
  }

  private static TokenFacts facts(JWTClaimsSet claims, CallerIdentity caller)
      throws ParseException {
    Date issued = claims.getIssueTime();
    return new TokenFacts(
        caller.issuer(),
        caller.subject(),
        caller.client(),
        claims.getStringClaim("sid"),
        claims.getJWTID(),
        issued == null ? null : issued.toInstant());
  }

  /** Nimbus takes a required claim that is {@code null} for present. */
  private static <T> T present(String claim, @Nullable T value) {
    if (value == null) {
      throw new InvalidBearerTokenException("The token's claim " + claim + " is null");
    }
    return value;
  }

  /** A space-separated string (RFC 9068) or a list (Spring Authorization Server). */
  private static Set<String> scopes(@Nullable Object claim) {
    return switch (claim) {
      case String text -> Set.copyOf(Arrays.asList(StringUtils.tokenizeToStringArray(text, " ")));
      case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.toSet());
      case null, default -> Set.of();
    };
  }

  private static String reason(BadJOSEException e) {
    return e.getMessage() == null ? "it is not valid" : e.getMessage();
  }
}
