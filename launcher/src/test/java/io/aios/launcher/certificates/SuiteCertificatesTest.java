package io.aios.launcher.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.StartFailure;
import io.aios.platform.tls.CertificateAuthority;
import io.aios.platform.tls.Pkcs12;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  @BeforeEach
  void prepare() {
    data = new DataDirectory(directory.resolve("data"));
    data.prepare();
    secrets = new Secrets(data);
  }

  private SuiteCertificates issue(String... services) {
    return SuiteCertificates.issue(data, secrets, List.of(services), clock);
  }

  private X509Certificate certificate(String service) throws Exception {
    return Pkcs12.readKey(
            Files.readAllBytes(OwnerTls.key(data, service)), secrets.get(OwnerTls.PASSWORD))
        .certificate();
  }

  private X509Certificate root() throws Exception {
    return Pkcs12.readKey(
            Files.readAllBytes(OwnerTls.directory(data).resolve("authority.p12")),
            secrets.get("tls-authority-password"))
        .certificate();
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
          .hasSize(4)
          .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
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
