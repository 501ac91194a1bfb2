package io.aios.launcher.certificates;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.StartFailure;
import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.platform.tls.CertificateAuthority;
import io.aios.platform.tls.CertificateAuthority.Issued;
import io.aios.platform.tls.Pkcs12;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the suite's certificate authority: its key is made once, in a file of the owner's; every
 * service gets a certificate of a day when the suite starts and another after two thirds of that.
 * Services read theirs from files, which are replaced at once.
 */
public final class SuiteCertificates {
  /** Of a service's certificate. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private static final Logger log = LoggerFactory.getLogger(SuiteCertificates.class);
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "::1");
  private static final Duration SHORTEST_ROOT = Duration.ofDays(30);
  private static final String AUTHORITY_PASSWORD = "tls-authority-password";

  private final DataDirectory data;
  private final String password;
  private final CertificateAuthority authority;
  private final Clock clock;
  private final Map<String, Issued> issued = new HashMap<>();

  private SuiteCertificates(
      DataDirectory data, String password, CertificateAuthority authority, Clock clock) {
    this.data = data;
    this.password = password;
    this.authority = authority;
    this.clock = clock;
  }

  /**
   * Opens the authority of this data directory, or makes it, and gives each service a certificate.
   *
   * @throws StartFailure when its files cannot be read or written
   */
  public static SuiteCertificates issue(
      DataDirectory data, Secrets secrets, Collection<String> services, Clock clock) {
    try {
      var certificates =
          new SuiteCertificates(
              data,
              secrets.get(OwnerTls.PASSWORD),
              authority(data, secrets.get(AUTHORITY_PASSWORD), clock),
              clock);
      OwnerOnlyFiles.replace(
          OwnerTls.trust(data),
          Pkcs12.ofTrusted(certificates.authority.certificate(), certificates.password));
      services.forEach(certificates::issue);
      certificates.issue(OwnerTls.NAME);
      return certificates;
    } catch (UncheckedIOException e) {
      throw new StartFailure(
          "certificates",
          e.getMessage() + " (" + e.getCause() + ")",
          "Mend that; or delete " + OwnerTls.directory(data) + ", and all are made anew.");
    }
  }

  private static CertificateAuthority authority(DataDirectory data, String password, Clock clock) {
    Path file = OwnerTls.directory(data).resolve("authority.p12");
    if (Files.exists(file)) {
      Issued kept = Pkcs12.readKey(read(file), password);
      Instant ends = kept.certificate().getNotAfter().toInstant();
      if (ends.isAfter(clock.instant().plus(SHORTEST_ROOT))) {
        return new CertificateAuthority(kept.key(), kept.certificate(), clock);
      }
      log.info("The certificate authority ends at {}; there is a new one", ends);
    }
    CertificateAuthority made = CertificateAuthority.create(clock);
    var root = new Issued(made.key(), List.of(made.certificate()));
    OwnerOnlyFiles.replace(file, Pkcs12.ofKey(root, password));
    return made;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The key store " + file + " cannot be read", e);
    }
  }

  private void issue(String service) {
    Issued next = authority.issue(service, HOSTS, LIFETIME);
    OwnerOnlyFiles.replace(OwnerTls.key(data, service), Pkcs12.ofKey(next, password));
    issued.put(service, next);
  }

  /** The Spring properties under which a service finds its certificate and follows it. */
  public Map<String, String> properties(String service) {
    String bundle = "spring.ssl.bundle.jks.services.";
    return Map.of(
        "aios.tls.enabled",
        "true",
        bundle + "reload-on-update",
        "true",
        bundle + "keystore.location",
        "file:" + OwnerTls.key(data, service),
        bundle + "keystore.password",
        password,
        bundle + "keystore.type",
        "PKCS12",
        bundle + "truststore.location",
        "file:" + OwnerTls.trust(data),
        bundle + "truststore.password",
        password,
        bundle + "truststore.type",
        "PKCS12");
  }

  /** Renews in time for as long as this process lives. */
  public void keepRenewed() {
    Thread.ofPlatform().daemon().name("certificates").start(this::renewForEver);
  }

  private void renewForEver() {
    try {
      while (true) {
        TimeUnit.MINUTES.sleep(1);
        renewDue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Renews what has lived for two thirds of its time; what fails is tried again by the next call.
   *
   * @return the services with new certificates
   */
  List<String> renewDue() {
    List<String> renewed = new ArrayList<>();
    for (String service : List.copyOf(issued.keySet())) {
      Issued present = issued.get(service);
      if (present != null && isDue(present)) {
        try {
          issue(service);
          renewed.add(service);
        } catch (UncheckedIOException e) {
          log.error(
              "The certificate of {}, good until {}, was not renewed",
              service,
              present.certificate().getNotAfter().toInstant(),
              e);
        }
      }
    }
    return renewed;
  }

  private boolean isDue(Issued present) {
    Instant from = present.certificate().getNotBefore().toInstant();
    Instant to = present.certificate().getNotAfter().toInstant();
    Duration age = Duration.between(from, clock.instant());
    return age.multipliedBy(3).compareTo(Duration.between(from, to).multipliedBy(2)) >= 0;
  }
}
