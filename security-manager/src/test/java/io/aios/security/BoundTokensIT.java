package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tokens are bound to the key of whoever proves to hold one (RFC 9449). */
class BoundTokensIT {
  private static String proof(ECKey key, String address) throws Exception {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build(),
            new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now()))
                .claim("htm", "POST")
                .claim("htu", address)
                .build());
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  /** One that is good with a key that nobody keeps. */
  static String boundToken(Person person) throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    return Server.json(redeem(person, proof(key, Server.ISSUER + "/oauth2/token")))
        .get("access_token")
        .toString();
  }

  private static HttpResponse<String> redeem(Person person, String proof) throws Exception {
    return Server.running().new Browser()
        .post(
            "/oauth2/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "aios-cli",
                "code",
                Person.code(person.authorize("*:read")),
                "redirect_uri",
                Person.CALLBACK,
                "code_verifier",
                "v".repeat(64)),
            "DPoP",
            proof);
  }

  @Test
  void bindsATokenToTheKeyOfTheProof() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    Person ada = Person.with("user");
    ada.logIn();

    HttpResponse<String> answer = redeem(ada, proof(key, Server.ISSUER + "/oauth2/token"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Server.json(answer)).containsEntry("token_type", "DPoP");
    assertThat(Person.claims(Server.json(answer)).getJSONObjectClaim("cnf"))
        .containsEntry("jkt", key.computeThumbprint().toString());
  }

  @Test
  void takesNoProofForAnotherAddress() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    Person ada = Person.with("user");
    ada.logIn();

    HttpResponse<String> answer = redeem(ada, proof(key, "https://evil.example/oauth2/token"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Server.json(answer)).containsEntry("error", "invalid_dpop_proof");
  }
}
