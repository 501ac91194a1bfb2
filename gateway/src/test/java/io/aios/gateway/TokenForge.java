package io.aios.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes tokens out of texts, because what an attacker sends is nothing that a library would write.
 */
final class TokenForge {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrivateKey key;
  private final String algorithm;

  /**
   * @param key signs, with SHA256withRSA or SHA256withECDSAinP1363Format
   */
  TokenForge(PrivateKey key) {
    this.key = key;
    this.algorithm =
        key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format";
  }

  static Map<String, Object> header(String keyId, String algorithm) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", algorithm);
    header.put("typ", "at+jwt");
    header.put("kid", keyId);
    return header;
  }

  static Map<String, Object> claims(String issuer) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", TestTokens.ISSUER);
    claims.put("sub", "ada");
    claims.put("client_id", "test-client");
    claims.put("scope", "echo:read");
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("exp", Instant.now().getEpochSecond() + 600);
    return claims;
  }

  static Map<String, Object> changed(
      Map<String, Object> all, UnaryOperator<Map<String, Object>> change) {
    return change.apply(new LinkedHashMap<>(all));
  }

  String token(Map<String, Object> header, Map<String, Object> claims) {
    return token(JSON.writeValueAsString(header), JSON.writeValueAsString(claims));
  }

  String token(String header, String claims) {
    return token(header.getBytes(UTF_8), claims.getBytes(UTF_8));
  }

  String token(byte[] header, byte[] claims) {
    String input = Base64URL.encode(header) + "." + Base64URL.encode(claims);
    return input + "." + Base64URL.encode(sign(input));
  }

  byte[] sign(String input) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(input.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hmac(String algorithm, byte[] secret, Map<String, Object> claims) {
    try {
      String input =
          Base64URL.encode(JSON.writeValueAsString(header("issuer", algorithm)))
              + "."
              + Base64URL.encode(JSON.writeValueAsString(claims));
      Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
      mac.init(new SecretKeySpec(secret, "HMAC"));
      return input + "." + Base64URL.encode(mac.doFinal(input.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] latin1(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static String json(Map<String, Object> all) {
    return JSON.writeValueAsString(all);
  }
}
