package io.aios.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.aios.platform.secrets.Secrets;
import io.aios.security.infrastructure.jdbc.JdbcIssuerKeys;
import io.aios.security.infrastructure.oauth.TokenSeal;
import io.aios.testkit.DatabaseDump;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a copy of the database gives away, and rows from before secrets were sealed as now. */
class SecretsAtRestIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TOTP = "/api/v1/account/totp";
  private static final byte[] FORMER_KEY = KeyGenerators.secureRandom(32).generateKey();

  private final Server server = Server.running();
  private final JdbcClient jdbc = server.bean(JdbcClient.class);

  /** The key of before, as it lay in the data directory. */
  @BeforeAll
  static void putTheFormerKey() throws Exception {
    Path secrets = Server.running().dataDir.resolve("secrets");
    Files.write(secrets.resolve("security-manager.key"), FORMER_KEY);
  }

  @Test
  void givesNoSecretAway() throws Exception {
    Map<String, String> planted = new HashMap<>();
    Map<String, byte[]> keys = new HashMap<>();
    plantTokens(planted);
    plantFactors(planted, keys);
    plantPrograms(planted);
    server.bean(JdbcIssuerKeys.class).load().getKeys().stream()
        .map(key -> (RSAKey) key)
        .forEach(
            key -> {
              planted.put("JWK's d " + key.getKeyID(), key.getPrivateExponent().toString());
              keys.put("private exponent " + key.getKeyID(), key.getPrivateExponent().decode());
              keys.put("prime " + key.getKeyID(), key.getFirstPrimeFactor().decode());
            });
    planted.put("service account", Server.GATEWAY_SECRET);
    planted.put("provider's secret", "a secret between the two");
    planted.forEach((name, secret) -> keys.put(name, secret.getBytes(UTF_8)));

    DatabaseDump dump = DatabaseDump.of(server.bean(DataSource.class));

    assertThat(keys).hasSizeGreaterThan(20);
    assertThat(dump.tables()).hasSizeGreaterThan(25);
    assertThat(dump.found(Map.of("what is no secret", "aios-cli".getBytes(UTF_8)))).hasSize(1);
    assertThat(dump.found(keys)).isEmpty();
  }

  private static void plantTokens(Map<String, String> planted) throws Exception {
    var client = new McpClientLoginIT();
    client.registerAndLogIn();
    Map<String, Object> tokens = client.logIn(McpClientLoginIT.PYTHON, "python:read");
    planted.put("access token", tokens.get("access_token").toString());
    planted.put("spent refresh token", tokens.get("refresh_token").toString());
    Map<String, Object> next = Server.json(client.refresh(tokens.get("refresh_token").toString()));
    planted.put("refresh token", next.get("refresh_token").toString());
    planted.put("code", client.code(McpClientLoginIT.PYTHON, "python:read"));
    Map<String, Object> device = new DeviceLoginIT().start("*:read");
    planted.put("device code", device.get("device_code").toString());
    planted.put("user code", device.get("user_code").toString());
  }

  private static void plantFactors(Map<String, String> planted, Map<String, byte[]> keys)
      throws Exception {
    Person ada = Person.with("user");
    planted.put("password", ada.password);
    planted.put("administrator's password", Person.administrator().password);
    String secret = enrol(ada, planted);
    planted.put("authenticator's secret", secret);
    keys.put("authenticator's key", Base32.decode(secret));
  }

  private static String enrol(Person person, Map<String, String> planted) throws Exception {
    String secret =
        json(Person.as(person.name, "POST", TOTP, Map.of("password", person.password)))
            .path("secret")
            .asString();
    HttpResponse<String> confirmed =
        Person.as(person.name, "PUT", TOTP, Map.of("code", code(secret)));
    json(confirmed)
        .path("recoveryCodes")
        .forEach(code -> planted.put("recovery code " + planted.size(), code.asString()));
    return secret;
  }

  private static String code(String secret) throws Exception {
    return new TimeBasedOneTimePasswordGenerator()
        .generateOneTimePasswordString(
            new SecretKeySpec(Base32.decode(secret), "HmacSHA1"), Instant.now());
  }

  private static void plantPrograms(Map<String, String> planted) throws Exception {
    HttpResponse<String> program =
        Person.asAdministrator(
            "POST", "/api/v1/clients", Map.of("name", "nightly", "scopes", List.of("sysops:read")));
    planted.put("program's secret", json(program).path("clientSecret").asString());
    Server running = Server.running();
    HttpResponse<String> key =
        running.new Browser()
            .send(
                "POST",
                "/api/v1/keys",
                JSON.writeValueAsString(
                    Map.of("name", "nightly", "scopes", List.of("python:read"))),
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + running.hopTokenOf("admin", "keys", "*:read", "*:write"));
    String text = json(key).path("key").asString();
    planted.put("API key", text);
    planted.put("API key's secret", text.substring("aios_".length() + 12, text.lastIndexOf('_')));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return JSON.readTree(answer.body());
  }

  @Test
  void goesOnWithTokensThatStoodInTheClear() throws Exception {
    var client = new McpClientLoginIT();
    client.registerAndLogIn();
    Map<String, Object> tokens = client.logIn(McpClientLoginIT.PYTHON, "python:read");
    String access = tokens.get("access_token").toString();
    String refresh = tokens.get("refresh_token").toString();
    String session = SignedJWT.parse(access).getJWTClaimsSet().getStringClaim("sid");
    jdbc.sql(
            "UPDATE oauth2_authorization SET access_token_value = ?, refresh_token_value = ? WHERE id = ?")
        .params(access, refresh, session)
        .update();
    unadopt("token");

    var _ = new TokenSeal(server.bean(Secrets.class), server.bean(JdbcTemplate.class));

    assertThat(
            jdbc.sql("SELECT refresh_token_value FROM oauth2_authorization WHERE id = ?")
                .param(session)
                .query(String.class)
                .single())
        .isNotEqualTo(refresh);
    assertThat(server.isActive(access)).isTrue();
    assertThat(client.refresh(refresh).statusCode()).isEqualTo(200);
  }

  @Test
  void goesOnWithSigningKeysFromBefore() throws Exception {
    RSAKey old = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    jdbc.sql("INSERT INTO issuer_key (kid, signs_from, encrypted) VALUES (?, now() + '1 day', ?)")
        .params(old.getKeyID(), former().encrypt(old.toJSONString().getBytes(UTF_8)))
        .update();
    unadopt("issuer-key");

    JdbcIssuerKeys keys = create(JdbcIssuerKeys.class.getName(), JdbcIssuerKeys.class);

    assertThat(keys.load().getKeyByKeyId(old.getKeyID())).isEqualTo(old);
    assertThat(Files.readString(formerKeyFile(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .as("wrapped, and kept for older copies of the database")
        .startsWith("aios-sealed-1\n");
    keys.remove(old.getKeyID());
  }

  @Test
  void goesOnWithAuthenticatorsFromBefore() throws Exception {
    Person ada = Person.with("user");
    String secret = enrol(ada, new HashMap<>());
    jdbc.sql("UPDATE totp SET sealed = ?, last_step = 0 WHERE account = ?")
        .params(former().encrypt((secret + " " + ada.name).getBytes(UTF_8)), ada.name)
        .update();
    unadopt("totp");

    create("io.aios.security.factors.infrastructure.jdbc.JdbcTotpSecrets", Object.class);

    assertThat(Person.location(ada.logIn()).toString()).isEqualTo("/login/factor");
    String csrf = Person.csrf(ada.browser.get("/login/factor"));
    HttpResponse<String> shown =
        ada.browser.post("/login/factor", Map.of("code", code(secret), "_csrf", csrf));
    assertThat(shown.statusCode()).isEqualTo(204);
  }

  /** As the database of a version before is found. */
  private void unadopt(String purpose) {
    assertThat(
            jdbc.sql("UPDATE data_key SET adopted = false WHERE purpose = ?")
                .param(purpose)
                .update())
        .isEqualTo(1);
  }

  /** As a process makes it that starts. */
  private <T> T create(String type, Class<T> as) throws Exception {
    return as.cast(server.context.getAutowireCapableBeanFactory().createBean(Class.forName(type)));
  }

  private Path formerKeyFile() {
    return server.dataDir.resolve("secrets/security-manager.key");
  }

  private static BytesEncryptor former() {
    return new AesBytesEncryptor(
        new SecretKeySpec(FORMER_KEY, "AES"),
        KeyGenerators.secureRandom(16),
        AesBytesEncryptor.CipherAlgorithm.GCM);
  }
}
