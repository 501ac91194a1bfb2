package io.aios.platform.tls;

import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.platform.tls.CertificateAuthority.Issued;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

/** An authority with its files, as the launcher keeps them. */
final class TestCertificates {
  static final Set<String> HERE = Set.of("localhost", "127.0.0.1");
  static final Duration DAY = Duration.ofDays(1);
  private static final String PASSWORD = "for a test";

  private final Path directory;
  final CertificateAuthority authority = CertificateAuthority.create(Clock.systemUTC());

  TestCertificates(Path directory) {
    this.directory = directory;
    OwnerOnlyFiles.replace(
        directory.resolve("trust.p12"), Pkcs12.ofTrusted(authority.certificate(), PASSWORD));
  }

  Issued issue(String service) {
    return authority.issue(service, HERE, DAY);
  }

  void write(String service, Issued issued) {
    OwnerOnlyFiles.replace(directory.resolve(service + ".p12"), Pkcs12.ofKey(issued, PASSWORD));
  }

  private Path file(String name) {
    return directory.resolve(name + ".p12");
  }

  /** What a service's configuration says of its files. */
  Map<String, Object> properties(String service) {
    String bundle = "spring.ssl.bundle.jks.services.";
    return Map.of(
        "aios.tls.enabled",
        "true",
        "spring.ssl.bundle.watch.file.quiet-period",
        "20ms",
        bundle + "reload-on-update",
        "true",
        bundle + "keystore.location",
        "file:" + file(service),
        bundle + "keystore.password",
        PASSWORD,
        bundle + "keystore.type",
        "PKCS12",
        bundle + "truststore.location",
        "file:" + file("trust"),
        bundle + "truststore.password",
        PASSWORD,
        bundle + "truststore.type",
        "PKCS12");
  }

  /** The same, read now; by whoever trusts this authority. */
  SslBundle bundle(String service) {
    return SslBundle.of(new JksSslStoreBundle(details(file(service)), details(file("trust"))));
  }

  private static JksSslStoreDetails details(Path file) {
    return new JksSslStoreDetails("PKCS12", null, "file:" + file, PASSWORD);
  }
}
