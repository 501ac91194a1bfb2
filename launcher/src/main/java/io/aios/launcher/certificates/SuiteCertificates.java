package io.aios.launcher.certificates;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.StartFailure;
import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.platform.secrets.MasterKeyFile;
import io.aios.platform.tls.CertificateAuthority.Issued;
import io.aios.platform.tls.Pkcs12;
import java.io.UncheckedIOException;
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
 * Runs the suite's certificate authority: its key is made once and kept sealed; every service gets
 * a certificate of a day when the suite starts and another after two thirds of that. Services read
 * theirs from files, which are replaced at once.
 */
public final class SuiteCertificates {
  /** Of a service's certificate. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private static final Logger log = LoggerFactory.getLogger(SuiteCertificates.class);
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "::1");
  private static final String AUTHORITY_PASSWORD = "tls-authority-password";

  private final DataDirectory data;
  private final String password;
  private final KeptAuthority kept;
  private final Clock clock;
  private final Map<String, Issued> issued = new HashMap<>();

  private SuiteCertificates(DataDirectory data, String password, KeptAuthority kept, Clock clock) {
    this.data = data;
    this.password = password;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * Opens the authority of this data directory, or makes it, and gives each service a certificate.
   *
   * @param master seals the authority
   * @throws StartFailure when its files cannot be read or written
   */
  public static SuiteCertificates issue(
      DataDirectory data,
      Secrets secrets,
      MasterKeyFile master,
      Collection<String> services,
      Clock clock) {
    try {
      var certificates =
          new SuiteCertificates(
              data,
              secrets.get(OwnerTls.PASSWORD),
              KeptAuthority.open(data, secrets.get(AUTHORITY_PASSWORD), master, clock),
              clock);
      OwnerOnlyFiles.replace(
          OwnerTls.trust(data),
          Pkcs12.ofTrusted(certificates.kept.authority().certificate(), certificates.password));
      services.forEach(certificates::issue);
      certificates.issue(OwnerTls.NAME);
      return certificates;
    } catch (UncheckedIOException e) {
      throw new StartFailure(
          "certificates",
          e.getMessage() + " (" + e.getCause() + ")",
          "Mend that; or delete %s and %s, and all are made anew."
              .formatted(OwnerTls.directory(data), KeptAuthority.file(data)));
    }
  }

  private void issue(String service) {
    Issued next = kept.authority().issue(service, HOSTS, LIFETIME);
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
      while (!storeAuthority()) {
        TimeUnit.SECONDS.sleep(1);
      }
      while (true) {
        TimeUnit.MINUTES.sleep(1);
        renewDue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Seals the authority, if the services have made master keys; to be called again if not.
   *
   * @return whether nothing is left to do
   */
  boolean storeAuthority() {
    try {
      return kept.store();
    } catch (UncheckedIOException e) {
      log.error("The certificate authority is not stored; the next start has another one", e);
      return true;
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
