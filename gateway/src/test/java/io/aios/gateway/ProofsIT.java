package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token that is bound to a key is worth nothing to who stole it (RFC 9449). */
class ProofsIT {
  private static final String PATH = "/api/v1/tools/echo_say_text";

  private final SharedSuite shared = SharedSuite.get();
  private final HttpClient http = HttpClient.newHttpClient();
  private ECKey key;
  private String token = "";

  @BeforeEach
  void bind() throws Exception {
    key = new ECKeyGenerator(Curve.P_256).generate();
    String thumbprint = key.computeThumbprint().toString();
    token =
        shared.suite.tokens.user(
            "ada", claims -> claims.claim("cnf", Map.of("jkt", thumbprint)), "echo:read");
  }

  private String proof(ECKey by, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    var claims =
        new JWTClaimsSet.Builder()
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(Instant.now()))
            .claim("htm", "POST")
            .claim("htu", TestTokens.ISSUER + PATH)
            .claim("ath", Base64URL.encode(digest).toString());
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(by.toPublicJWK())
                .build(),
            change.apply(claims).build());
    jwt.sign(new ECDSASigner(by));
    return jwt.serialize();
  }

  private HttpResponse<String> call(String scheme, String... proofs) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(shared.suite.url() + PATH))
            .header("Content-Type", "application/json")
            .header("Authorization", scheme + " " + token)
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"hi\"}"));
    for (String proof : proofs) {
      request.header("DPoP", proof);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void refuses(String why, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    HttpResponse<String> answer = call("DPoP", proof(key, change));
    assertThat(answer.statusCode()).as(why).isEqualTo(401);
    assertThat(answer.body()).contains(why);
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .anyMatch(challenge -> challenge.startsWith("DPoP error=\"invalid_dpop_proof\""));
  }

  @Test
  void takesABoundTokenWithAProofOnce() throws Exception {
    String proof = proof(key, UnaryOperator.identity());

    assertThat(call("DPoP", proof).statusCode()).isEqualTo(200);
    HttpResponse<String> replayed = call("DPoP", proof);
    assertThat(replayed.statusCode()).isEqualTo(401);
    assertThat(replayed.body()).contains("used before");
    assertThat(call("DPoP", proof(key, UnaryOperator.identity())).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesABoundTokenWithoutItsKey() throws Exception {
    assertThat(call("Bearer").statusCode()).isEqualTo(401);
    assertThat(call("Bearer", proof(key, UnaryOperator.identity())).statusCode()).isEqualTo(401);
    assertThat(call("DPoP").statusCode()).isEqualTo(401);
    assertThat(
            call("DPoP", proof(key, UnaryOperator.identity()), proof(key, UnaryOperator.identity()))
                .statusCode())
        .isEqualTo(401);
    ECKey thief = new ECKeyGenerator(Curve.P_256).generate();
    HttpResponse<String> stolen = call("DPoP", proof(thief, UnaryOperator.identity()));
    assertThat(stolen.statusCode()).isEqualTo(401);
    assertThat(stolen.body()).contains("another key");
  }

  @Test
  void refusesProofsThatWereMadeForSomethingElse() throws Exception {
    refuses("another method", claims -> claims.claim("htm", "GET"));
    refuses("another address", claims -> claims.claim("htu", "https://evil.example" + PATH));
    refuses("another address", claims -> claims.claim("htu", TestTokens.ISSUER + "/mcp"));
    refuses("another token", claims -> claims.claim("ath", "AAAA"));
    refuses(
        "not made within", claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(90))));
    refuses(
        "not made within", claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(90))));
    refuses("without jti", claims -> claims.jwtID(null));
  }

  @Test
  void refusesATokenThatIsBoundOtherwise() throws Exception {
    token =
        shared.suite.tokens.user(
            "ada", claims -> claims.claim("cnf", Map.of("x5t#S256", "AAAA")), "echo:read");

    assertThat(call("Bearer").statusCode()).isEqualTo(401);
    assertThat(call("DPoP", proof(key, UnaryOperator.identity())).statusCode()).isEqualTo(401);
  }

  @Test
  void refusesAProofForATokenThatIsBoundToNoKey() throws Exception {
    token = shared.suite.tokens.user("ada", "echo:read");

    assertThat(call("Bearer").statusCode()).isEqualTo(200);
    assertThat(call("DPoP", proof(key, UnaryOperator.identity())).statusCode()).isEqualTo(401);
  }
}
