import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tokens for calls that go around the gateway. They are signed with a key that is registered under the gateway's
 * service account, which only the owner of the data directory can do.
 */
final class HopTokens {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIFE = Duration.ofHours(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ECKey key;

  HopTokens(String securityManager, Path data) throws Exception {
    key = new ECKeyGenerator(Curve.P_256).keyID("bench-" + UUID.randomUUID()).generate();
    String secret = Files.readString(data.resolve("secrets/service-gateway")).strip();
    String form =
        "grant_type=client_credentials&scope="
            + URLEncoder.encode("internal:signing-keys", StandardCharsets.UTF_8);
    String basic =
        Base64.getEncoder().encodeToString(("gateway:" + secret).getBytes(StandardCharsets.UTF_8));
    JsonNode token =
        JSON.readTree(
            send(
                HttpRequest.newBuilder(URI.create(securityManager + "/oauth2/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", "Basic " + basic)
                    .POST(HttpRequest.BodyPublishers.ofString(form))));
    send(
        HttpRequest.newBuilder(URI.create(securityManager + "/internal/signing-keys"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token.get("access_token").asString())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"key\":" + key.toPublicJWK().toJSONString() + ",\"lifetimeSeconds\":7200}")));
  }

  String sign(String tool) throws Exception {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build(),
            new JWTClaimsSet.Builder()
                .issuer("urn:aios:gateway")
                .audience("mcp-python")
                .subject("bench")
                .claim("client_id", "bench")
                .claim("act", Map.of("sub", "gateway"))
                .claim("scope", "tool:" + tool + " tools:list")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private String send(HttpRequest.Builder request) throws Exception {
    var response = http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return response.body();
  }
}
