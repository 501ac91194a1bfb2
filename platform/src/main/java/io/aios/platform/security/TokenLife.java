package io.aios.platform.security;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The usual checks, and that a token is neither from the future nor good for too long. */
final class TokenLife extends DefaultJWTClaimsVerifier<SecurityContext> {
  private static final Set<String> REQUIRED = Set.of("sub", "exp", "client_id");

  private final Duration longest;

  TokenLife(String issuer, Duration longest) {
    super(new JWTClaimsSet.Builder().issuer(issuer).build(), REQUIRED);
    this.longest = longest;
  }

  @Override
  public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
      throws BadJWTException {
    super.verify(claims, context);
    Instant now = currentTime().toInstant();
    Duration skew = Duration.ofSeconds(getMaxClockSkew());
    Date issued = claims.getIssueTime();
    if (isOutOfRange(issued) || isOutOfRange(claims.getNotBeforeTime())) {
      throw new BadJWTException("JWT with a time that is none");
    }
    if (issued != null && issued.toInstant().isAfter(now.plus(skew))) {
      throw new BadJWTException("JWT issued in the future");
    }
    Date expires = claims.getExpirationTime();
    if (expires != null && expires.toInstant().isAfter(now.plus(longest).plus(skew))) {
      throw new BadJWTException("JWT expires in more than " + longest.toHours() + " hours");
    }
  }

  /** What is too large a number comes as a time before the epoch. */
  private static boolean isOutOfRange(@Nullable Date time) {
    return time != null && time.toInstant().isBefore(Instant.EPOCH);
  }
}
