package io.aios.launcher.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.settings.SettingsFile;
import io.aios.launcher.settings.SuiteSettings;
import io.aios.launcher.suite.Member;
import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.platform.secrets.MasterKeyFile;
import io.aios.platform.secrets.SealedFiles;
import io.aios.platform.tls.Pkcs12;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ContainersTest {
  @TempDir Path directory;

  private DataDirectory data;
  private ServiceFiles files;

  @BeforeEach
  void makeDirectory() {
    data = new DataDirectory(directory.resolve("data"));
    data.prepare();
  }

  private void prepare(String settings) throws Exception {
    Files.writeString(data.configFile(), settings);
    SuiteSettings read = SettingsFile.read(data.configFile());
    files = new ServiceFiles(data, directory.resolve("services"), Containers.mutualTls(read));
    Containers.prepare(data, read, files);
  }

  private Map<String, String> properties(String service) throws Exception {
    return YAMLMapper.builder()
        .build()
        .readValue(
            Files.readString(files.directory(service).resolve(service + ".yml")),
            new TypeReference<>() {});
  }

  private X509Certificate certificate(String service) throws Exception {
    return Pkcs12.readKey(
            Files.readAllBytes(files.directory(service).resolve("tls.p12")),
            new Secrets(data).get(OwnerTls.PASSWORD))
        .certificate();
  }

  @Test
  void givesEveryServiceMutualTlsAndACertificateOfItsName() throws Exception {
    prepare("");

    for (Member member : Member.ALL_MEMBERS) {
      String name = member.name();
      assertThat(properties(name))
          .as(name)
          .containsEntry("aios.tls.enabled", "true")
          .containsEntry(
              "spring.ssl.bundle.jks.services.keystore.location", "file:/etc/aios/tls.p12")
          .containsEntry(
              "spring.ssl.bundle.jks.services.truststore.location", "file:/etc/aios/trust.p12")
          .containsEntry("spring.ssl.bundle.jks.services.reload-on-update", "true")
          .containsEntry("aios.security.security-manager-url", "https://security-manager:8021")
          .containsEntry("eureka.client.service-url.defaultZone", "https://discovery:8761/eureka/")
          .containsEntry("aios.advertised-address", name)
          .doesNotContainKey("aios.tls.callers");
      assertThat(certificate(name).getSubjectAlternativeNames())
          .as(name)
          .extracting(each -> String.valueOf(each.get(1)))
          .contains("spiffe://aios/" + name, name);
    }
    assertThat(properties("orchestrator"))
        .containsEntry("aios.orchestrator.gateway.url", "https://gateway:8443");
    assertThat(properties("gateway"))
        .containsEntry("aios.tls.port", "8443")
        .containsEntry("server.port", "8080");
  }

  @Test
  void tellsNoServiceWhatAnotherAloneMayKnow() throws Exception {
    prepare("");

    String sysops = properties("mcp-sysops").toString();
    assertThat(properties("mcp-sysops"))
        .doesNotContainKeys("spring.datasource.password", "spring.data.redis.password");
    for (Member other : Member.ALL_MEMBERS) {
      String secret = properties(other.name()).get("aios.security.client-secret");
      assertThat(secret).hasSizeGreaterThan(40);
      if (!other.name().equals("mcp-sysops")) {
        assertThat(sysops).as("the account of " + other.name()).doesNotContain(secret);
      }
      assertThat(properties("security-manager"))
          .containsEntry("aios.security-manager.service-accounts." + other.name(), secret);
    }
  }

  @Test
  void keepsServicesFilesToTheirOwner() throws Exception {
    prepare("");

    for (Member member : Member.ALL_MEMBERS) {
      Path own = files.directory(member.name());
      assertThat(permissions(own)).isEqualTo("rwx------");
      try (var all = Files.list(own)) {
        assertThat(all.toList())
            .extracting(file -> file.getFileName().toString() + " " + permissions(file))
            .containsExactlyInAnyOrder(
                member.name() + ".yml rw-------",
                "tls.p12 rw-------",
                "trust.p12 rw-------",
                "master-keys.json rw-------");
      }
    }
  }

  @Test
  void givesInfrastructureItsPasswords() throws Exception {
    prepare("");

    assertThat(read("postgres", "password"))
        .isEqualTo(properties("orchestrator").get("spring.datasource.password"))
        .isNotEqualTo(read("postgres", "admin-password"));
    assertThat(read("redis", "redis.conf"))
        .isEqualTo("requirepass " + properties("gateway").get("spring.data.redis.password") + "\n");
    assertThat(properties("federation").get("spring.kafka.properties.sasl.jaas.config"))
        .contains("\"" + read("kafka", "password") + "\"");
  }

  @Test
  void handsOnWhatChanged() throws Exception {
    prepare("");
    Member gateway = Member.named("gateway");
    Path keys = data.root().resolve(MasterKeyFile.STANDARD);
    assertThat(files.refresh(gateway)).isEmpty();

    new MasterKeyFile(keys).rotate();
    OwnerOnlyFiles.replace(
        OwnerTls.key(data, "gateway"), Files.readAllBytes(OwnerTls.key(data, "federation")));

    assertThat(files.refresh(gateway)).containsExactly("tls.p12", "master-keys.json");
    assertThat(files.directory("gateway").resolve("master-keys.json")).hasSameBinaryContentAs(keys);
    assertThat(certificate("gateway")).isEqualTo(certificate("federation"));
    assertThat(files.refresh(gateway)).isEmpty();
  }

  /** No service sees the launcher's secrets, to wrap them together with its own. */
  @Test
  void wrapsTheAuthorityByTheNewMasterKey() throws Exception {
    prepare("");
    long rotated =
        new MasterKeyFile(data.root().resolve(MasterKeyFile.STANDARD)).rotate().primary();

    Containers.refresh(files);

    assertThat(SealedFiles.in(data.secrets())).containsExactly(entry("tls-authority.p12", rotated));
  }

  @Test
  void obeysTheOwnersSettings() throws Exception {
    prepare(
        """
        aios:
          security.issuer: https://aios.example.org
          tls.enabled: false
        spring.datasource: {url: "jdbc:postgresql://db.example.org/aios", password: given}
        """);

    assertThat(properties("orchestrator"))
        .containsEntry("aios.security.issuer", "https://aios.example.org")
        .containsEntry("aios.security.security-manager-url", "http://security-manager:8021")
        .containsEntry("spring.datasource.url", "jdbc:postgresql://db.example.org/aios")
        .containsEntry("spring.datasource.password", "given")
        .containsEntry("aios.tls.enabled", "false");
    assertThat(files.directory("gateway").resolve("tls.p12")).doesNotExist();
  }

  @Test
  void namesNetworksByTheirLeadingBits() {
    assertThat(
            List.of(
                OwnNetworks.cidr(new byte[] {(byte) 172, 18, 3, 5}, 16),
                OwnNetworks.cidr(new byte[] {10, 1, 2, (byte) 255}, 29),
                OwnNetworks.cidr(new byte[] {10, 1, 2, 3}, 32)))
        .containsExactly("172.18.0.0/16", "10.1.2.248/29", "10.1.2.3/32");
  }

  private String read(String container, String name) throws Exception {
    return Files.readString(files.directory(container).resolve(name));
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
