package io.aios.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.aios.platform.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SignedServiceTokensTest {
  private final SecurityProperties properties =
      new Binder(
              new MapConfigurationPropertySource(
                  Map.of("aios.security.trusted-issuers", "urn:aios:gateway")))
          .bindOrCreate("aios.security", SecurityProperties.class);
  private final ServiceToken token =
      new ServiceToken(
          "orchestrator", "ada", "aios-cli", Set.of("commands"), Set.of("*:read", "ops:read"));

  @Test
  void mintsTokensThatTheirAudienceAccepts() throws Exception {
    SigningKey key = published();
    var tokens = new SignedServiceTokens(key, "gateway", properties, Clock.systemUTC());
    var verifier = verifier(key, "orchestrator");

    CallerIdentity caller = verifier.verify(tokens.mint(token)).getPrincipal();

    assertThat(caller)
        .isEqualTo(
            new CallerIdentity(
                "ada",
                "aios-cli",
                Set.of("commands"),
                Set.of("*:read", "ops:read"),
                "urn:aios:gateway"));
    assertThat(SignedJWT.parse(tokens.mint(token)).getJWTClaimsSet().getJSONObjectClaim("act"))
        .containsEntry("sub", "gateway");
    assertThatThrownBy(() -> verifier(key, "mcp-sysops").verify(tokens.mint(token)))
        .hasMessageContaining("it is for another audience");
  }

  @Test
  void reusesATokenForEqualRequestsOnly() throws Exception {
    var tokens = new SignedServiceTokens(published(), "gateway", properties, Clock.systemUTC());
    var other = new ServiceToken("orchestrator", "bob", "aios-cli", Set.of("commands"), Set.of());

    assertThat(tokens.mint(token)).isEqualTo(tokens.mint(token));
    assertThat(tokens.mint(other)).isNotEqualTo(tokens.mint(token));
  }

  @Test
  void saysThatACallWasApprovedInATokenForThatToolAlone() throws Exception {
    var tokens =
        new SignedServiceTokens(published(), "orchestrator", properties, Clock.systemUTC());
    String approved = tokens.mint(token.approving("sysops_delete_file"));

    assertThat(SignedJWT.parse(approved).getJWTClaimsSet().getStringClaim("approved_tool"))
        .isEqualTo("sysops_delete_file");
    assertThat(SignedJWT.parse(tokens.mint(token)).getJWTClaimsSet().getClaims())
        .doesNotContainKey("approved_tool");
    assertThat(tokens.mint(token.approving("sysops_write_file"))).isNotEqualTo(approved);
  }

  @Test
  void mintsNothingBeforeTheKeyIsKnown() throws Exception {
    var key = new SigningKey((k, l) -> {}, Duration.ofHours(1), Clock.systemUTC());
    var tokens = new SignedServiceTokens(key, "gateway", properties, Clock.systemUTC());

    assertThatThrownBy(() -> tokens.mint(token))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("not been registered yet");
  }

  @Test
  void registersTheKeyAgainUntilItWorks() throws Exception {
    var attempts = new CountDownLatch(3);
    var key =
        new SigningKey(
            (k, l) -> {
              attempts.countDown();
              if (attempts.getCount() > 0) {
                throw new IllegalStateException("refused");
              }
            },
            Duration.ofHours(1),
            Clock.systemUTC());
    key.start();

    assertThat(attempts.await(20, TimeUnit.SECONDS)).isTrue();
    key.stop();
  }

  private TokenVerifier verifier(SigningKey key, String audience) {
    return new TokenVerifier(
        properties,
        Audiences.only(audience),
        issuer -> new ImmutableJWKSet<>(new JWKSet(key.key().toPublicJWK())));
  }

  private static SigningKey published() throws Exception {
    var done = new CountDownLatch(1);
    var key = new SigningKey((k, l) -> done.countDown(), Duration.ofHours(1), Clock.systemUTC());
    key.start();
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    while (key.unpublishedBecause() != null) {
      Thread.onSpinWait();
    }
    key.stop();
    return key;
  }
}
