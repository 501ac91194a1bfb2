package io.aios.launcher.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.StartFailure;
import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.platform.secrets.MasterKeyFile;
import io.aios.platform.secrets.SealedFiles;
import io.aios.platform.tls.CertificateAuthority;
import io.aios.platform.tls.Pkcs12;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteCertificatesTest {
  @TempDir Path directory;

  private final Hands clock = new Hands();
  private DataDirectory data;
  private Secrets secrets;
  private MasterKeyFile master;

  /** As the services make the master keys at their first start. */
  @BeforeEach
  void prepare() {
    data = new DataDirectory(directory.resolve("data"));
    data.prepare();
    secrets = new Secrets(data);
    master = new MasterKeyFile(data.root().resolve(MasterKeyFile.STANDARD));
    master.create();
  }

  private SuiteCertificates issue(String... services) {
    return SuiteCertificates.issue(data, secrets, master, List.of(services), clock);
  }

  private X509Certificate certificate(String service) throws Exception {
    return Pkcs12.readKey(
            Files.readAllBytes(OwnerTls.key(data, service)), secrets.get(OwnerTls.PASSWORD))
        .certificate();
  }

  private X509Certificate root() throws Exception {
    return Pkcs12.readKey(
            SealedFiles.read(KeptAuthority.file(data), master.read()), authorityPassword())
        .certificate();
  }

  private String authorityPassword() {
    return secrets.get("tls-authority-password");
  }

  /** What services and the command line believe. */
  private X509Certificate trusted() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(OwnerTls.trust(data))) {
      store.load(content, secrets.get(OwnerTls.PASSWORD).toCharArray());
    }
    return (X509Certificate) store.getCertificate(store.aliases().nextElement());
  }

  @Test
  void givesEachServiceACertificateOfADayFromOneAuthority() throws Exception {
    issue("mcp-sysops");

    X509Certificate certificate = certificate("mcp-sysops");
    certificate.verify(root().getPublicKey());
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .contains("spiffe://aios/mcp-sysops", "mcp-sysops", "localhost", "127.0.0.1");
    assertThat(certificate.getBasicConstraints()).as("is no authority").isEqualTo(-1);
    assertThat(certificate.getNotAfter().toInstant())
        .isEqualTo(clock.instant().plus(Duration.ofHours(24)));
    certificate(OwnerTls.NAME).verify(root().getPublicKey());
  }

  @Test
  void keepsItsAuthorityAndChangesTheCertificatesWithEachStart() throws Exception {
    issue("gateway");
    X509Certificate root = root();
    X509Certificate first = certificate("gateway");
    issue("gateway");

    assertThat(root()).isEqualTo(root);
    assertThat(certificate("gateway").getSerialNumber()).isNotEqualTo(first.getSerialNumber());
  }

  @Test
  void makesAnotherAuthorityBeforeTheOldOneEnds() throws Exception {
    issue("gateway");
    X509Certificate root = root();
    clock.now = clock.now.plus(CertificateAuthority.ROOT_LIFETIME).minus(Duration.ofDays(29));
    issue("gateway");

    assertThat(root()).isNotEqualTo(root);
    certificate("gateway").verify(root().getPublicKey());
  }

  /** Who copies everything but the master keys can sign nothing. */
  @Test
  void sealsTheAuthority() throws Exception {
    issue("gateway");

    byte[] stored = Files.readAllBytes(KeptAuthority.file(data));
    assertThatThrownBy(() -> Pkcs12.readKey(stored, authorityPassword()))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(SealedFiles.in(data.secrets()))
        .containsEntry("tls-authority.p12", master.read().primary());
    assertThat(Files.exists(KeptAuthority.former(data))).isFalse();
    assertThat(root()).isEqualTo(trusted());
  }

  @Test
  void storesNoAuthorityBeforeThereAreMasterKeys() throws Exception {
    Files.delete(master.path());
    SuiteCertificates certificates = issue("gateway");
    assertThat(certificates.storeAuthority()).isFalse();
    try (Stream<Path> files = Files.walk(data.secrets())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("gateway.p12", "launcher.p12", "trust.p12")
          .noneMatch(name -> name.contains("authority.p12"));
    }

    master.create();
    assertThat(certificates.storeAuthority()).isTrue();

    assertThat(root()).isEqualTo(trusted());
    certificate("gateway").verify(root().getPublicKey());
  }

  @Test
  void sealsAnAuthorityFromBeforeAndRemovesItsFile() throws Exception {
    CertificateAuthority before = CertificateAuthority.create(clock);
    var root = new CertificateAuthority.Issued(before.key(), List.of(before.certificate()));
    OwnerOnlyFiles.replace(KeptAuthority.former(data), Pkcs12.ofKey(root, authorityPassword()));

    issue("gateway");

    assertThat(root()).isEqualTo(before.certificate());
    certificate("gateway").verify(before.certificate().getPublicKey());
    assertThat(Files.exists(KeptAuthority.former(data))).isFalse();
    assertThat(SealedFiles.in(data.secrets())).containsKey("tls-authority.p12");
  }

  @Test
  void isSealedByTheNewMasterKeyAfterARotation() throws Exception {
    issue("gateway");
    X509Certificate root = root();
    long rotated = master.rotate().primary();

    issue("gateway");

    assertThat(SealedFiles.in(data.secrets())).containsEntry("tls-authority.p12", rotated);
    assertThat(root()).isEqualTo(root);
  }

  @Test
  void goesOnWithAnotherAuthorityWhileTheMasterKeyIsMissing() throws Exception {
    issue("gateway");
    X509Certificate root = root();
    byte[] stored = Files.readAllBytes(KeptAuthority.file(data));
    Path elsewhere = Files.move(master.path(), directory.resolve("copy"));

    SuiteCertificates certificates = issue("gateway");
    assertThat(trusted()).isNotEqualTo(root);
    certificate("gateway").verify(trusted().getPublicKey());
    assertThat(certificates.storeAuthority()).isTrue();
    assertThat(Files.readAllBytes(KeptAuthority.file(data))).isEqualTo(stored);

    Files.move(elsewhere, master.path());
    issue("gateway");
    assertThat(trusted()).isEqualTo(root);
  }

  @Test
  void refusesAnAuthorityThatWasChanged() throws Exception {
    issue("gateway");
    byte[] stored = Files.readAllBytes(KeptAuthority.file(data));
    stored[stored.length - 1] ^= 1;
    Files.write(KeptAuthority.file(data), stored);

    assertThatThrownBy(() -> issue("gateway"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("tls-authority.p12");
  }

  @Test
  void renewsAtTwoThirdsOfTheLifetime() throws Exception {
    SuiteCertificates certificates = issue("gateway");
    X509Certificate first = certificate("gateway");

    clock.now = clock.now.plus(Duration.ofMinutes(15 * 60 + 55));
    assertThat(certificates.renewDue()).isEmpty();
    assertThat(certificate("gateway")).isEqualTo(first);

    clock.now = clock.now.plus(Duration.ofMinutes(5));
    assertThat(certificates.renewDue()).containsExactlyInAnyOrder("gateway", OwnerTls.NAME);
    assertThat(certificate("gateway").getNotAfter().toInstant())
        .isEqualTo(clock.instant().plus(Duration.ofHours(24)));
    assertThat(certificates.renewDue()).isEmpty();
  }

  @Test
  void keepsEveryFileToItsOwner() throws Exception {
    issue("gateway");

    assertThat(permissions(OwnerTls.directory(data))).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(OwnerTls.directory(data))) {
      assertThat(files.toList())
          .hasSize(3)
          .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
    assertThat(permissions(KeptAuthority.file(data))).isEqualTo("rw-------");
  }

  @Test
  void saysWhenTheAuthoritysKeyCannotBeRead() throws Exception {
    issue("gateway");
    Files.writeString(data.secrets().resolve("tls-authority-password"), "another password");

    assertThatThrownBy(() -> issue("gateway"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("certificates");
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
