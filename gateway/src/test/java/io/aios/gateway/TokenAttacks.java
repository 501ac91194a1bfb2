package io.aios.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Every attack on a JWT that RFC 8725 and ASVS 5 chapter V9 know and that fits an access token, as
 * tokens that are good but for one thing.
 */
final class TokenAttacks {
  private static final String CURVE_ORDER =
      "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";

  private final KeyServer keys;
  private final TokenForge issuer;
  private final TokenForge orchestrator;
  private final TokenForge retired;
  private final TokenForge weak;
  private final List<Attack> attacks = new ArrayList<>();

  /** A token that must be refused. */
  record Attack(String name, String token) {
    @Override
    public String toString() {
      return name;
    }
  }

  TokenAttacks(KeyServer keys) throws Exception {
    this.keys = keys;
    issuer = new TokenForge(keys.issuer.toPrivateKey());
    orchestrator = new TokenForge(keys.orchestrator.toPrivateKey());
    retired = new TokenForge(keys.retired.toPrivateKey());
    weak = new TokenForge(keys.weak.toPrivateKey());
  }

  String good() {
    return issuer.token(header(), claims());
  }

  String goodOfOrchestrator() {
    return orchestrator.token(
        TokenForge.header("orchestrator", "ES256"), TokenForge.claims(TestTokens.ORCHESTRATOR));
  }

  List<Attack> all() throws Exception {
    algorithms();
    confusion();
    criticalHeaders();
    embeddedKeys();
    keyIds();
    foreignKeys();
    ellipticSignatures();
    encrypted();
    times();
    audiencesAndIssuers();
    types();
    texts();
    return List.copyOf(attacks);
  }

  private static Map<String, Object> header() {
    return TokenForge.header("issuer", "RS256");
  }

  private static Map<String, Object> claims() {
    return TokenForge.claims(TestTokens.ISSUER);
  }

  private void add(String name, String token) {
    attacks.add(new Attack(name, token));
  }

  private void addHeader(String name, Consumer<Map<String, Object>> change) {
    Map<String, Object> header = header();
    change.accept(header);
    add(name, issuer.token(header, claims()));
  }

  private void addClaims(String name, Consumer<Map<String, Object>> change) {
    Map<String, Object> claims = claims();
    change.accept(claims);
    add(name, issuer.token(header(), claims));
  }

  private void algorithms() {
    for (String algorithm : List.of("none", "None", "nOnE", "NONE", "RS384", "PS256", "ES256")) {
      addHeader("alg " + algorithm, header -> header.put("alg", algorithm));
      String token = attacks.getLast().token();
      add("alg " + algorithm + " unsigned", token.substring(0, token.lastIndexOf('.') + 1));
    }
    addHeader("alg absent", header -> header.remove("alg"));
    addHeader("alg null", header -> header.put("alg", null));
    addHeader("alg an array", header -> header.put("alg", List.of("RS256")));
  }

  /** HMAC keyed with what everybody knows of the public key. */
  private void confusion() throws Exception {
    RSAPublicKey key = keys.issuer.toRSAPublicKey();
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    String pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----";
    Map<String, byte[]> secrets =
        Map.of(
            "PEM", pem.getBytes(US_ASCII),
            "PEM with a newline", (pem + "\n").getBytes(US_ASCII),
            "PEM with CRLF", (pem.replace("\n", "\r\n") + "\r\n").getBytes(US_ASCII),
            "DER", key.getEncoded(),
            "modulus", key.getModulus().toByteArray(),
            "JWK", keys.issuer.toPublicJWK().toJSONString().getBytes(UTF_8));
    secrets.forEach(
        (name, secret) -> {
          for (String algorithm : List.of("HS256", "HS384", "HS512")) {
            add(
                algorithm + " keyed with the " + name,
                TokenForge.hmac(algorithm, secret, claims()));
          }
        });
  }

  private void criticalHeaders() {
    addHeader(
        "crit names an unknown header",
        header -> header.putAll(Map.of("crit", List.of("x"), "x", 1)));
    addHeader("crit names an absent header", header -> header.put("crit", List.of("x")));
    addHeader("crit is empty", header -> header.put("crit", List.of()));
    addHeader("crit is no array", header -> header.put("crit", "x"));
    addHeader(
        "crit names a header twice",
        header -> header.putAll(Map.of("crit", List.of("b64", "b64"), "b64", true)));
    addHeader("crit names a registered header", header -> header.put("crit", List.of("alg")));
    addHeader("b64 false", header -> header.putAll(Map.of("crit", List.of("b64"), "b64", false)));
  }

  private void embeddedKeys() throws Exception {
    String certificate =
        Base64.getEncoder().encodeToString(keys.retired.toPublicKey().getEncoded());
    Map<String, Map<String, Object>> references =
        Map.of(
            "jwk", Map.of("jwk", keys.retired.toPublicJWK().toJSONObject()),
            "jku", Map.of("jku", keys.bait()),
            "x5u", Map.of("x5u", keys.bait()),
            "x5c", Map.of("x5c", List.of(certificate)),
            "jku and x5u", Map.of("jku", keys.bait(), "x5u", keys.bait()));
    references.forEach(
        (name, reference) -> {
          for (String keyId : List.of("retired", "issuer")) {
            Map<String, Object> header = TokenForge.header(keyId, "RS256");
            header.putAll(reference);
            add(name + " under the key id " + keyId, retired.token(header, claims()));
          }
        });
    Map<String, Object> nameless = header();
    nameless.remove("kid");
    nameless.put("jku", keys.bait());
    add("jku without a key id", retired.token(nameless, claims()));
  }

  private void keyIds() {
    List<Object> ids =
        List.of(
            "../../../../../../dev/null",
            "' OR '1'='1",
            "issuer' UNION SELECT 'x'--",
            keys.bait(),
            "file:///dev/null",
            "\u0000",
            "issuer\u0000",
            "\n\r\t",
            "|id",
            "",
            "x".repeat(4_000),
            7,
            List.of("issuer"),
            Map.of("kid", "issuer"),
            true);
    for (Object id : ids) {
      String name = String.valueOf(id);
      Map<String, Object> header = header();
      header.put("kid", id);
      add(
          "kid " + name.substring(0, Math.min(30, name.length())).replaceAll("\\p{Cntrl}", "?"),
          retired.token(header, claims()));
    }
  }

  private void foreignKeys() {
    Map<String, Object> elliptic = TokenForge.header("orchestrator", "ES256");
    add("another issuer's key", orchestrator.token(elliptic, claims()));
    add(
        "another issuer's key under this one's id",
        orchestrator.token(TokenForge.header("issuer", "ES256"), claims()));
    add(
        "the user issuer's key for the orchestrator",
        issuer.token(header(), TokenForge.claims(TestTokens.ORCHESTRATOR)));
    add("a stranger's key under a known id", retired.token(header(), claims()));
    add("a retired key", retired.token(TokenForge.header("retired", "RS256"), claims()));
    add("a key of 1024 bits", weak.token(TokenForge.header("weak", "RS256"), claims()));
  }

  /** Signatures of the orchestrator's key that are not what ECDSA gives, or not written so. */
  private void ellipticSignatures() {
    String token = goodOfOrchestrator();
    String input = token.substring(0, token.lastIndexOf('.'));
    byte[] good = new Base64URL(token.substring(token.lastIndexOf('.') + 1)).decode();
    byte[] order = new BigInteger(CURVE_ORDER, 16).toByteArray();
    order = Arrays.copyOfRange(order, order.length - 32, order.length);
    byte[] zeroR = good.clone();
    Arrays.fill(zeroR, 0, 32, (byte) 0);
    byte[] zeroS = good.clone();
    Arrays.fill(zeroS, 32, 64, (byte) 0);
    byte[] orders = new byte[64];
    System.arraycopy(order, 0, orders, 0, 32);
    System.arraycopy(order, 0, orders, 32, 32);
    Map<String, byte[]> signatures =
        Map.of(
            "r and s zero",
            new byte[64],
            "r zero",
            zeroR,
            "s zero",
            zeroS,
            "r and s the curve's order",
            orders,
            "empty",
            new byte[0],
            "DER",
            der(good),
            "one byte short",
            Arrays.copyOf(good, 63),
            "one byte long",
            Arrays.copyOf(good, 65),
            "padded to 128",
            Arrays.copyOf(good, 128));
    signatures.forEach(
        (name, signature) ->
            add("ES256 signature " + name, input + "." + Base64URL.encode(signature)));
  }

  private static byte[] der(byte[] signature) {
    byte[] r = new BigInteger(1, Arrays.copyOf(signature, 32)).toByteArray();
    byte[] s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)).toByteArray();
    byte[] der = new byte[6 + r.length + s.length];
    der[0] = 0x30;
    der[1] = (byte) (4 + r.length + s.length);
    der[2] = 2;
    der[3] = (byte) r.length;
    System.arraycopy(r, 0, der, 4, r.length);
    der[4 + r.length] = 2;
    der[5 + r.length] = (byte) s.length;
    System.arraycopy(s, 0, der, 6 + r.length, s.length);
    return der;
  }

  private void encrypted() throws Exception {
    String plain = new PlainJWT(JWTClaimsSet.parse(TokenForge.json(claims()))).serialize();
    for (Map.Entry<String, String> inner :
        Map.of("an unsigned token", plain, "a good token", good()).entrySet()) {
      var jwe =
          new JWEObject(
              new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                  .contentType("JWT")
                  .keyID("issuer")
                  .build(),
              new Payload(inner.getValue()));
      jwe.encrypt(new RSAEncrypter(keys.issuer.toRSAPublicKey()));
      add("JWE that holds " + inner.getKey(), jwe.serialize());
    }
    String rest = ".AAAA.AAAA.AAAA.AAAA";
    add(
        "JWE that unpacks without end",
        Base64URL.encode("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}") + rest);
    add(
        "JWE that derives a key two billion times",
        Base64URL.encode(
                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A256GCM\",\"p2s\":\"AAAA\",\"p2c\":2147483648}")
            + rest);
  }

  private void times() {
    long now = Instant.now().getEpochSecond();
    addClaims("exp passed, by more than clocks differ", c -> c.put("exp", now - 60));
    addClaims("exp absent", c -> c.remove("exp"));
    addClaims("exp in the year 9999", c -> c.put("exp", 253_402_300_799L));
    addClaims("exp beyond any date", c -> c.put("exp", Long.MAX_VALUE));
    addClaims("exp negative", c -> c.put("exp", -1));
    addClaims("nbf in ten minutes", c -> c.put("nbf", now + 600));
    addClaims("iat in ten minutes", c -> c.put("iat", now + 600));
    for (String claim : List.of("exp", "nbf", "iat")) {
      addClaims(claim + " a string", c -> c.put(claim, "soon"));
      addClaims(claim + " an array", c -> c.put(claim, List.of(now + 60)));
      addClaims(claim + " a boolean", c -> c.put(claim, true));
      for (String number : List.of("1e400", "NaN", "Infinity", "0x7fffffff")) {
        String claims =
            TokenForge.json(TokenForge.changed(claims(), all -> with(all, claim, "@@@")))
                .replace("\"@@@\"", number);
        add(claim + " " + number, issuer.token(TokenForge.json(header()), claims));
      }
    }
  }

  private static Map<String, Object> with(Map<String, Object> all, String claim, Object value) {
    all.put(claim, value);
    return all;
  }

  private void audiencesAndIssuers() {
    addClaims("aud absent", c -> c.remove("aud"));
    addClaims("aud empty", c -> c.put("aud", List.of()));
    addClaims("aud of others", c -> c.put("aud", List.of("mcp-echo", "orchestrator")));
    addClaims("aud with a slash", c -> c.put("aud", TestTokens.ISSUER + "/"));
    addClaims("aud a number", c -> c.put("aud", 8080));
    addClaims("aud an object", c -> c.put("aud", Map.of("a", TestTokens.ISSUER)));
    addClaims("aud a longer host", c -> c.put("aud", TestTokens.ISSUER + "80"));
    addClaims("iss with a slash", c -> c.put("iss", TestTokens.ISSUER + "/"));
    addClaims("iss in capitals", c -> c.put("iss", "HTTP://127.0.0.1:8080"));
    addClaims("iss absent", c -> c.remove("iss"));
    addClaims("iss an array", c -> c.put("iss", List.of(TestTokens.ISSUER)));
    addClaims("iss of the keys that are no token's", c -> c.put("iss", "urn:aios:keys"));
    addClaims("sub absent", c -> c.remove("sub"));
    addClaims("client_id absent", c -> c.remove("client_id"));
    addClaims("sub an object", c -> c.put("sub", Map.of("name", "ada")));
  }

  private void types() {
    for (String type : List.of("JWT", "id_token+jwt", "rt+jwt", "logout+jwt", "dpop+jwt", "")) {
      addHeader("typ '" + type + "'", header -> header.put("typ", type));
    }
    addHeader("typ absent", header -> header.remove("typ"));
    add("a refresh token", "8xLOxBtZp8" + "Q".repeat(54));
  }

  private void texts() {
    String good = good();
    String[] parts = good.split("\\.", -1);
    add("one part", parts[0]);
    add("two parts", parts[0] + "." + parts[1]);
    add("four parts", good + ".e30");
    add("a second token behind it", good + "." + good);
    add("dots in a row", parts[0] + ".." + parts[1] + "." + parts[2]);
    add("padding", good + "=");
    add("padding in front", parts[0] + "=." + parts[1] + "." + parts[2]);
    add("signs that base64url has not", good + "!*~");
    add("base64 instead of base64url", good.substring(0, good.length() - 4) + "+/+/");
    add("a space in the signature", parts[0] + "." + parts[1] + "." + "AA " + parts[2]);
    add("a changed payload", parts[0] + "." + flipped(parts[1]) + "." + parts[2]);
    add("a changed header", flipped(parts[0]) + "." + parts[1] + "." + parts[2]);
    add("a changed signature", parts[0] + "." + parts[1] + "." + flipped(parts[2]));
    add("a good signature in other letters", good.substring(0, good.length() - 1) + sibling(good));
    addClaims("more than eight kilobytes", c -> c.put("pad", "x".repeat(7_000)));
    String header = TokenForge.json(header());
    String claims = TokenForge.json(claims());
    add("a header twice", issuer.token("{\"alg\":\"none\"," + header.substring(1), claims));
    add("a claim twice", issuer.token(header, "{\"sub\":\"root\"," + claims.substring(1)));
    add("no JSON object", issuer.token(header, "[" + claims + "]"));
    add("two JSON objects", issuer.token(header, claims + claims));
    add("overlong UTF-8", issuer.token(header.getBytes(UTF_8), overlong(claims)));
  }

  /** The last letter of 2048 bits in base64url has two bits that mean nothing. */
  private static char sibling(String token) {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return letters.charAt(letters.indexOf(token.charAt(token.length() - 1)) ^ 1);
  }

  private static String flipped(String part) {
    int middle = part.length() / 2;
    return part.substring(0, middle)
        + (part.charAt(middle) == 'A' ? 'B' : 'A')
        + part.substring(middle + 1);
  }

  /** "ada" with its first letter in two bytes where one must do. */
  private static byte[] overlong(String claims) {
    return TokenForge.latin1(claims.replace("\"ada\"", "\"\u00c1\u00a1da\""));
  }
}
