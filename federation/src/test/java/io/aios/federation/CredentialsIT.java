package io.aios.federation;

import static io.aios.federation.HostileServer.tool;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.client.ToolAnswer;
import io.aios.platform.privacy.SubjectData;
import io.aios.testkit.DatabaseDump;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

class CredentialsIT {
  private static final List<String> READER = List.of("servers:read");
  private static Federation federation;
  private static HostileServer hostile;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() {
    federation = Federation.running();
    hostile = federation.hostile;
    jdbc = federation.context.getBean(JdbcClient.class);
  }

  private static void offerPerUser(String alias) {
    hostile.tools.put("/login/" + alias, List.of(tool("who", "Says who asks")));
    federation.add(alias, "/login/" + alias, "per-user");
    set("root", alias, "key-of-root");
    federation.approveAll(alias);
  }

  private static int set(String user, String alias, String token) {
    return federation
        .as(
            user,
            READER,
            "PUT",
            "/" + alias + "/credential",
            Map.of("values", Map.of("token", token)))
        .status();
  }

  private static ToolAnswer who(String user, String alias) {
    return federation.callAs(user, alias, alias + "_who", Map.of(), Federation.PATIENCE, null);
  }

  private static String caller(String user, String alias) {
    return who(user, alias).structuredContent().path("caller").asString();
  }

  @Test
  void callsWithTheCallersOwn() {
    offerPerUser("own");
    assertThat(set("ada", "own", "key-of-ada")).isEqualTo(204);
    assertThat(set("bob", "own", "key-of-bob")).isEqualTo(204);

    assertThat(caller("ada", "own")).isEqualTo("Bearer key-of-ada");
    assertThat(caller("bob", "own")).isEqualTo("Bearer key-of-bob");
    assertThat(Federation.code(who("eve", "own"))).isEqualTo("credential-missing");
  }

  @Test
  void aRemovedOneIsGoneAtOnce() {
    offerPerUser("leave");
    set("ada", "leave", "key-of-ada");
    assertThat(caller("ada", "leave")).isEqualTo("Bearer key-of-ada");

    federation.as("ada", READER, "DELETE", "/leave/credential", null);

    assertThat(Federation.code(who("ada", "leave"))).isEqualTo("credential-missing");
  }

  @Test
  void namesACredentialThatTheServerRefuses() {
    offerPerUser("bad");
    set("ada", "bad", "wrong");

    ToolAnswer answer = who("ada", "bad");

    assertThat(Federation.code(answer)).isEqualTo("credential-refused");
    assertThat(answer.text()).contains("401").doesNotContain("wrong");
  }

  @Test
  void refusesAToolThatIsDefinedOtherwiseForOneUser() {
    offerPerUser("split");
    set("ada", "split", "key-of-ada");
    hostile.tools.put(
        "/login/split#Bearer key-of-ada", List.of(tool("who", "Says who asks, and more")));

    assertThat(Federation.code(who("ada", "split"))).isEqualTo("tool-differs");
    assertThat(hostile.calls("/login/split")).isEmpty();
  }

  @Test
  void sharesTheOperatorsWithEverybody() {
    hostile.tools.put("/login/share", List.of(tool("who", "Says who asks")));
    federation.add("share", "/login/share", "shared");
    federation.done(
        "PUT", "/share/shared-credential", Map.of("values", Map.of("token", "key-of-all")));
    federation.approveAll("share");

    assertThat(caller("eve", "share")).isEqualTo("Bearer key-of-all");
    assertThat(set("eve", "share", "key-of-eve")).as("takes none of users").isEqualTo(400);
  }

  @Test
  void keepsThemSealedWithAKeyThatOnlyItsOwnerReads() throws Exception {
    offerPerUser("seal");
    set("ada", "seal", "key-of-ada-9137");

    byte[] stored =
        jdbc.sql("SELECT sealed FROM external_credential WHERE alias = 'seal' AND subject = 'ada'")
            .query(byte[].class)
            .single();
    Path key = federation.data.resolve("secrets").resolve("master-keys.json");

    assertThat(new String(stored, ISO_8859_1)).doesNotContain("key-of-ada").doesNotContain("9137");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(federation.done("GET", "/seal", null).toString()).doesNotContain("9137");
    assertThat(federation.done("GET", "", null).toString()).doesNotContain("9137");
  }

  @Test
  void givesNoneAwayToWhoCopiesTheDatabase() {
    offerPerUser("copy");
    set("ada", "copy", "key-of-ada-5521");

    DatabaseDump dump = DatabaseDump.of(federation.context.getBean(DataSource.class));

    assertThat(dump.found(Map.of("alias", "copy".getBytes(UTF_8)))).hasSize(1);
    assertThat(dump.found(Map.of("credential", "key-of-ada-5521".getBytes(UTF_8)))).isEmpty();
  }

  @Test
  void goesOnWithThoseFromBeforeThereWereDataKeys() throws Exception {
    offerPerUser("before");
    set("ada", "before", "key-of-nobody");
    byte[] key = KeyGenerators.secureRandom(32).generateKey();
    Files.write(federation.data.resolve("secrets/federation.key"), key);
    byte[] sealed =
        new AesBytesEncryptor(
                new SecretKeySpec(key, "AES"),
                KeyGenerators.secureRandom(16),
                AesBytesEncryptor.CipherAlgorithm.GCM)
            .encrypt(
                "{\"alias\":\"before\",\"subject\":\"ada\",\"values\":{\"token\":\"key-of-ada\"}}"
                    .getBytes(UTF_8));
    jdbc.sql("UPDATE external_credential SET sealed = ? WHERE alias = 'before' AND subject = 'ada'")
        .param(sealed)
        .update();
    jdbc.sql("UPDATE data_key SET adopted = false").update();

    // As a process makes it that starts.
    federation
        .context
        .getAutowireCapableBeanFactory()
        .createBean(Class.forName("io.aios.federation.infrastructure.jdbc.JdbcCredentials"));

    assertThat(caller("ada", "before")).isEqualTo("Bearer key-of-ada");
  }

  @Test
  void doesNotOpenWhatWasSealedForAnother() {
    offerPerUser("swap");
    set("ada", "swap", "key-of-ada");
    set("eve", "swap", "key-of-eve");

    jdbc.sql(
            "UPDATE external_credential SET sealed = (SELECT sealed FROM external_credential"
                + " WHERE alias = 'swap' AND subject = 'ada')"
                + " WHERE alias = 'swap' AND subject = 'eve'")
        .update();

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> who("eve", "swap"))
        .hasMessageNotContaining("key-of");
    assertThat(hostile.calls("/login/swap")).isEmpty();
  }

  @Test
  void tellsAUserWhichThereAreAndErasesThemOnDemand() {
    offerPerUser("mine");
    set("ida", "mine", "key-of-ida-4711");
    set("ada", "mine", "key-of-ada");
    SubjectData data = federation.context.getBean(SubjectData.class);
    assertThat(data.export("ida").toString())
        .contains("mine")
        .doesNotContain("4711")
        .doesNotContain("ada");

    assertThat(data.erase("ida")).isEqualTo(Map.of("credentials", 1L));

    assertThat(Federation.code(who("ida", "mine"))).isEqualTo("credential-missing");
    assertThat(caller("ada", "mine")).isEqualTo("Bearer key-of-ada");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> data.erase(""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesValuesUnderOtherNamesWithoutRepeatingThem() {
    offerPerUser("names");

    var answer =
        federation.as(
            "ada",
            READER,
            "PUT",
            "/names/credential",
            Map.of("values", Map.of("password", "s3cret-value")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("detail").asString()).contains("[token]").contains("[password]");
    assertThat(answer.body().toString()).doesNotContain("s3cret-value");
  }
}
