package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An authenticator app (RFC 6238) that its user has enrolled.
 *
 * @param secret in Base32
 */
record AuthenticatorApp(String secret, List<String> recoveryCodes) {
  static final String PATH = "/api/v1/account/totp";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static AuthenticatorApp of(Person person) throws Exception {
    HttpResponse<String> begun =
        Person.as(person.name, "POST", PATH, Map.of("password", person.password));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
    JsonNode shown = JSON.readTree(begun.body());
    String secret = shown.path("secret").asString();
    assertThat(shown.path("uri").asString())
        .isEqualTo("otpauth://totp/AIOS:%s?secret=%s&issuer=AIOS".formatted(person.name, secret));
    HttpResponse<String> confirmed =
        Person.as(person.name, "PUT", PATH, Map.of("code", code(secret, Instant.now())));
    assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
    return new AuthenticatorApp(
        secret,
        JSON.readTree(confirmed.body())
            .path("recoveryCodes")
            .valueStream()
            .map(JsonNode::asString)
            .toList());
  }

  String code(Instant at) throws Exception {
    return code(secret, at);
  }

  private static String code(String secret, Instant at) throws Exception {
    return new TimeBasedOneTimePasswordGenerator()
        .generateOneTimePasswordString(new SecretKeySpec(Base32.decode(secret), "HmacSHA1"), at);
  }
}
