package io.aios.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.DPoPProofContext;
import org.springframework.security.oauth2.jwt.DPoPProofJwtDecoderFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Checks proofs of possession (RFC 9449 section 4.3): signed by the key that the token is bound to,
 * for this request and this token, lately, and seen for the first time.
 */
final class Proofs {
  private static final Duration LATELY = Duration.ofSeconds(60);
  private static final int REMEMBERED = 200_000;
  private static final int LONGEST = 4_096;

  private final String publicUrl;
  private final Clock clock;
  private final DPoPProofJwtDecoderFactory decoders = new DPoPProofJwtDecoderFactory();
  private final Cache<String, Boolean> seen =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(REMEMBERED)
          .expireAfterWrite(LATELY.multipliedBy(3))
          .build();

  /**
   * @param publicUrl under which clients know this service
   */
  Proofs(URI publicUrl, Clock clock) {
    this.publicUrl = publicUrl.toString().replaceAll("/$", "");
    this.clock = clock;
    // The framework remembers a thousand proofs only; all claims are checked here.
    decoders.setJwtValidatorFactory(context -> proof -> OAuth2TokenValidatorResult.success());
  }

  /**
   * @param thumbprint of the key that the token is bound to (RFC 7638)
   * @throws InvalidProofException saying which check failed
   */
  void check(ProvenToken presented, String thumbprint, HttpServletRequest request) {
    Jwt proof = decoded(presented, request);
    require(thumbprint.equals(thumbprint(proof)), "made with another key than the token's");
    require(request.getMethod().equals(proof.getClaims().get("htm")), "for another method");
    require(
        (publicUrl + request.getRequestURI()).equals(withoutQuery(proof.getClaims().get("htu"))),
        "for another address than " + publicUrl + request.getRequestURI());
    require(digest(presented.getToken()).equals(proof.getClaims().get("ath")), "for another token");
    Instant at = proof.getIssuedAt();
    Instant now = clock.instant();
    require(
        at != null && at.isAfter(now.minus(LATELY)) && at.isBefore(now.plus(LATELY)),
        "not made within the last %d seconds".formatted(LATELY.toSeconds()));
    String id = proof.getId();
    require(id != null && !id.isEmpty(), "without jti");
    require(seen.asMap().putIfAbsent(thumbprint + id, true) == null, "used before");
  }

  private Jwt decoded(ProvenToken presented, HttpServletRequest request) {
    require(presented.proof().length() <= LONGEST, "longer than " + LONGEST + " characters");
    try {
      return decoders
          .createDecoder(
              DPoPProofContext.withDPoPProof(presented.proof())
                  .method(request.getMethod())
                  .targetUri(publicUrl + request.getRequestURI())
                  .build())
          .decode(presented.proof());
    } catch (JwtException | IllegalArgumentException e) {
      throw new InvalidProofException("The DPoP proof is not one", e);
    }
  }

  private static String thumbprint(Jwt proof) {
    try {
      if (proof.getHeaders().get("jwk") instanceof Map<?, ?> members) {
        @SuppressWarnings("unchecked")
        JWK key = JWK.parse((Map<String, Object>) members);
        require(!key.isPrivate(), "holding a private key");
        return key.computeThumbprint().toString();
      }
      throw new InvalidProofException("The DPoP proof names no key");
    } catch (ParseException | JOSEException e) {
      throw new InvalidProofException("The DPoP proof's key cannot be read", e);
    }
  }

  private static String withoutQuery(@Nullable Object address) {
    return String.valueOf(address).replaceAll("[?#].*$", "");
  }

  private static String digest(String token) {
    try {
      return Base64URL.encode(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.US_ASCII)))
          .toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InvalidProofException("The DPoP proof is " + otherwise);
    }
  }
}
