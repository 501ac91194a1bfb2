package io.aios.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.aios.platform.tls.ServiceTls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class TokenVerifierTest {
  private static TestIssuers issuers;
  private TokenVerifier verifier;

  @BeforeAll
  static void start() throws Exception {
    issuers = new TestIssuers();
  }

  @AfterAll
  static void stop() {
    issuers.close();
  }

  @BeforeEach
  void startAfresh() {
    issuers.keyFetches.set(0);
    verifier = verifier(issuers.url());
  }

  private static TokenVerifier verifier(String url) {
    var source =
        new MapConfigurationPropertySource(
            Map.of(
                "aios.security.security-manager-url",
                url,
                "aios.security.trusted-issuers",
                TestIssuers.GATEWAY + "," + TestIssuers.USERS));
    var properties = new Binder(source).bindOrCreate("aios.security", SecurityProperties.class);
    return new TokenVerifier(
        properties,
        Audiences.only(TestIssuers.AUDIENCE),
        new HttpIssuerKeys(properties, ServiceTls.off()));
  }

  private void refuses(String token) {
    assertThatThrownBy(() -> verifier.verify(token))
        .isInstanceOf(InvalidBearerTokenException.class);
  }

  @Test
  void readsTheCallerFromAGoodToken() throws Exception {
    var claims = TestIssuers.hopClaims().claim("grants", List.of("sysops:read", "*:write"));

    CallerIdentity caller = verifier.verify(issuers.hopToken(claims)).getPrincipal();

    assertThat(caller.subject()).isEqualTo("ada");
    assertThat(caller.client()).isEqualTo("aios-cli");
    assertThat(caller.scopes()).containsExactly("tool:probe_read");
    assertThat(caller.grants()).containsExactlyInAnyOrder("sysops:read", "*:write");
    assertThat(caller.issuedBy("gateway")).isTrue();
  }

  @Test
  void readsScopesGivenAsAList() throws Exception {
    var claims = TestIssuers.claims(TestIssuers.USERS).claim("scope", List.of("a:read", "b:read"));

    assertThat(verifier.verify(issuers.userToken(claims)).getPrincipal().scopes())
        .containsExactlyInAnyOrder("a:read", "b:read");
  }

  @Test
  void fetchesAnIssuersKeysOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      verifier.verify(issuers.hopToken(TestIssuers.hopClaims().claim("n", i)));
    }
    assertThat(issuers.keyFetches).hasValue(1);
  }

  @Test
  void unknownKeyIdsDoNotStormTheKeyEndpoint() throws Exception {
    verifier.verify(issuers.hopToken(TestIssuers.hopClaims()));
    for (int i = 0; i < 50; i++) {
      refuses(
          TestIssuers.sign(
              issuers.hopHeader().keyID("forged-" + i).build(),
              TestIssuers.hopClaims().build(),
              new ECDSASigner(issuers.gatewayKey)));
    }
    assertThat(issuers.keyFetches.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void saysThatKeysCannotBeFetchedInsteadOfBlamingTheToken() throws Exception {
    String token = issuers.hopToken(TestIssuers.hopClaims());
    TokenVerifier alone = verifier("http://127.0.0.1:1");

    assertThatThrownBy(() -> alone.verify(token))
        .isInstanceOf(AuthenticationServiceException.class);
  }

  @Test
  void rejectsExpiredToken() throws Exception {
    refuses(issuers.hopToken(TestIssuers.hopClaims().expirationTime(inSeconds(-31))));
  }

  @Test
  void allowsForClockSkew() throws Exception {
    assertThat(
            verifier.verify(
                issuers.hopToken(TestIssuers.hopClaims().expirationTime(inSeconds(-5)))))
        .isNotNull();
  }

  @Test
  void rejectsTokenThatIsNotValidYet() throws Exception {
    refuses(issuers.hopToken(TestIssuers.hopClaims().notBeforeTime(inSeconds(120))));
  }

  @Test
  void rejectsTokenOfTheFutureAndOneThatIsGoodForMoreThanADay() throws Exception {
    int day = 24 * 60 * 60;
    verifier.verify(issuers.hopToken(TestIssuers.hopClaims().expirationTime(inSeconds(day - 60))));
    refuses(issuers.hopToken(TestIssuers.hopClaims().expirationTime(inSeconds(day + 60))));
    refuses(issuers.hopToken(TestIssuers.hopClaims().issueTime(inSeconds(120))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "sub", "client_id", "iss", "aud"})
  void rejectsTokenWithoutRequiredClaim(String claim) throws Exception {
    refuses(issuers.hopToken(TestIssuers.hopClaims().claim(claim, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"orchestrator", "PROBE", "probe/", "http://127.0.0.1:8080"})
  void rejectsTokenWithWrongAudience(String audience) throws Exception {
    refuses(issuers.hopToken(TestIssuers.hopClaims().audience(audience)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:aios:orchestrator", "urn:aios:gateway/", "URN:AIOS:GATEWAY"})
  void rejectsTokenOfUntrustedIssuer(String issuer) throws Exception {
    refuses(issuers.hopToken(TestIssuers.hopClaims().issuer(issuer)));
  }

  @Test
  void rejectsTokenOfOneIssuerSignedWithAnothersKey() throws Exception {
    refuses(issuers.userToken(TestIssuers.hopClaims()));
    refuses(issuers.hopToken(TestIssuers.claims(TestIssuers.USERS)));
  }

  @Test
  void rejectsTokenSignedWithAStrangersKeyUnderAKnownKeyId() throws Exception {
    ECKey stranger =
        new ECKeyGenerator(Curve.P_256).keyID(issuers.gatewayKey.getKeyID()).generate();
    refuses(
        TestIssuers.sign(
            issuers.hopHeader().build(),
            TestIssuers.hopClaims().build(),
            new ECDSASigner(stranger)));
  }

  @Test
  void ignoresKeyEmbeddedInTheToken() throws Exception {
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("mine").generate();
    refuses(
        TestIssuers.sign(
            issuers.hopHeader().keyID("mine").jwk(stranger.toPublicJWK()).build(),
            TestIssuers.hopClaims().build(),
            new ECDSASigner(stranger)));
  }

  @Test
  void neverFollowsKeyAddressesInTheToken() throws Exception {
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("mine").generate();
    refuses(
        TestIssuers.sign(
            issuers
                .hopHeader()
                .keyID("mine")
                .jwkURL(URI.create(issuers.url() + "/never"))
                .x509CertURL(URI.create(issuers.url() + "/never"))
                .build(),
            TestIssuers.hopClaims().build(),
            new ECDSASigner(stranger)));
    assertThat(issuers.keyFetches.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void rejectsUnsignedToken() {
    refuses(new PlainJWT(TestIssuers.hopClaims().build()).serialize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "nOnE", "HS256", "RS256"})
  void rejectsOtherAlgorithmNames(String algorithm) throws Exception {
    String[] parts = issuers.hopToken(TestIssuers.hopClaims()).split("\\.", -1);
    String header =
        "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}"
            .formatted(algorithm, issuers.gatewayKey.getKeyID());
    refuses(Base64URL.encode(header) + "." + parts[1] + "." + parts[2]);
    refuses(Base64URL.encode(header) + "." + parts[1] + ".");
  }

  /** Made with the issuer's own key, so that only the algorithm is wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"PS256", "RS384", "RS512"})
  void rejectsOtherAlgorithmsOfTheIssuersOwnKey(String algorithm) throws Exception {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
            .type(new JOSEObjectType("at+jwt"))
            .keyID(issuers.userKey.getKeyID())
            .build();
    JWTClaimsSet claims = TestIssuers.claims(TestIssuers.USERS).build();

    assertThat(verifier.verify(issuers.userToken(TestIssuers.claims(TestIssuers.USERS))))
        .isNotNull();
    refuses(TestIssuers.sign(header, claims, new RSASSASigner(issuers.userKey)));
  }

  @Test
  void rejectsHmacKeyedWithThePublicKey() throws Exception {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(issuers.userKey.getKeyID())
            .build();
    JWTClaimsSet claims = TestIssuers.claims(TestIssuers.USERS).build();
    byte[] json = issuers.userKey.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    refuses(TestIssuers.sign(header, claims, new MACSigner(json)));
    refuses(
        TestIssuers.sign(
            header, claims, new MACSigner(issuers.userKey.toPublicKey().getEncoded())));
  }

  @Test
  void rejectsTheAllZeroSignature() throws Exception {
    String[] parts = issuers.hopToken(TestIssuers.hopClaims()).split("\\.", -1);
    refuses(parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "id_token+jwt", "logout+jwt", "application/json"})
  void rejectsTokensOfAnotherType(String type) throws Exception {
    refuses(
        TestIssuers.sign(
            issuers.hopHeader().type(new JOSEObjectType(type)).build(),
            TestIssuers.hopClaims().build(),
            new ECDSASigner(issuers.gatewayKey)));
  }

  @Test
  void rejectsTokenWithoutType() throws Exception {
    refuses(
        TestIssuers.sign(
            issuers.hopHeader().type(null).build(),
            TestIssuers.hopClaims().build(),
            new ECDSASigner(issuers.gatewayKey)));
  }

  @Test
  void rejectsUnknownCriticalHeader() throws Exception {
    refuses(
        TestIssuers.sign(
            issuers.hopHeader().criticalParams(java.util.Set.of("x")).customParam("x", 1).build(),
            TestIssuers.hopClaims().build(),
            new ECDSASigner(issuers.gatewayKey)));
  }

  @Test
  void rejectsOversizeTokenUnread() throws Exception {
    String token = issuers.hopToken(TestIssuers.hopClaims().claim("pad", "x".repeat(8_000)));

    assertThatThrownBy(() -> verifier.verify(token))
        .isInstanceOf(InvalidBearerTokenException.class)
        .hasMessageContaining("the limit is 8192");
    assertThat(issuers.keyFetches).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a.b.c", "refresh-token-value", "e30.e30.", "e30.e30.e30.e30.e30"})
  void rejectsWhatIsNoToken(String token) {
    refuses(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"soon\"", "1e400", "[1]", "true", "null"})
  void rejectsExpiryOfAnotherKind(String expiry) throws Exception {
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"probe\",\"sub\":\"ada\",\"client_id\":\"c\",\"exp\":%s}"
            .formatted(TestIssuers.GATEWAY, expiry);
    refuses(signed(claims));
  }

  @Test
  void rejectsDuplicateClaims() throws Exception {
    String claims =
        "{\"iss\":\"%1$s\",\"aud\":\"other\",\"aud\":\"probe\",\"sub\":\"ada\",\"client_id\":\"c\",\"exp\":%2$d}"
            .formatted(TestIssuers.GATEWAY, Instant.now().getEpochSecond() + 60);
    refuses(signed(claims));
  }

  private String signed(String claims) throws Exception {
    var jws =
        new com.nimbusds.jose.JWSObject(
            issuers.hopHeader().build(), new com.nimbusds.jose.Payload(claims));
    jws.sign(new ECDSASigner(issuers.gatewayKey));
    return jws.serialize();
  }

  private static Date inSeconds(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }
}
