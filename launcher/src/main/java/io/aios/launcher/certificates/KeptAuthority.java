package io.aios.launcher.certificates;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.StartFailure;
import io.aios.platform.secrets.MasterKeyFile;
import io.aios.platform.secrets.MasterKeyMissing;
import io.aios.platform.secrets.SealedFiles;
import io.aios.platform.secrets.SecretUnreadable;
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
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authority's key, sealed by the master key in a file beside the other sealed ones, which are
 * rotated together. The services make the master keys, after they were given certificates: a new
 * authority stays in memory until then, and is another one at the next start if it never comes.
 */
final class KeptAuthority {
  private static final Logger log = LoggerFactory.getLogger(KeptAuthority.class);
  private static final Duration SHORTEST_ROOT = Duration.ofDays(30);

  private final Path file;
  private final Path former;
  private final String password;
  private final MasterKeyFile master;
  private final CertificateAuthority authority;
  private boolean toBeStored = true;

  private KeptAuthority(DataDirectory data, String password, MasterKeyFile master, Clock clock) {
    this.file = file(data);
    this.former = former(data);
    this.password = password;
    this.master = master;
    this.authority =
        stored()
            .flatMap(stored -> lasting(stored, clock))
            .orElseGet(() -> CertificateAuthority.create(clock));
    store();
  }

  /** Where it is, sealed. */
  static Path file(DataDirectory data) {
    return data.secrets().resolve("tls-authority.p12");
  }

  /** Where it was, not sealed. */
  static Path former(DataDirectory data) {
    return OwnerTls.directory(data).resolve("authority.p12");
  }

  /**
   * The authority of this data directory, or a new one.
   *
   * @param password of the key store inside the seal
   * @throws StartFailure when the file was changed
   * @throws UncheckedIOException when the file cannot be read or written
   */
  static KeptAuthority open(
      DataDirectory data, String password, MasterKeyFile master, Clock clock) {
    return new KeptAuthority(data, password, master, clock);
  }

  CertificateAuthority authority() {
    return authority;
  }

  private Optional<Issued> stored() {
    try {
      if (Files.exists(file)) {
        Issued stored = Pkcs12.readKey(SealedFiles.read(file, master.read()), password);
        toBeStored = false;
        return Optional.of(stored);
      }
      return Files.exists(former)
          ? Optional.of(Pkcs12.readKey(Files.readAllBytes(former), password))
          : Optional.empty();
    } catch (MasterKeyMissing e) {
      // What another master key wraps is kept for when that key is back.
      toBeStored = false;
      log.error("This start has a certificate authority of its own: {}", e.getMessage());
      return Optional.empty();
    } catch (SecretUnreadable e) {
      throw new StartFailure(
          "certificates",
          String.valueOf(e.getMessage()),
          "Put it back from your copy; or delete it, and there will be a new authority.");
    } catch (IOException e) {
      throw new UncheckedIOException("The key store " + former + " cannot be read", e);
    }
  }

  private Optional<CertificateAuthority> lasting(Issued stored, Clock clock) {
    Instant ends = stored.certificate().getNotAfter().toInstant();
    if (ends.isAfter(clock.instant().plus(SHORTEST_ROOT))) {
      return Optional.of(new CertificateAuthority(stored.key(), stored.certificate(), clock));
    }
    log.info("The certificate authority ends at {}; there is a new one", ends);
    toBeStored = true;
    return Optional.empty();
  }

  /**
   * Stores the authority as soon as there are master keys, and removes the file that was not
   * sealed.
   *
   * @return whether there is nothing left to do
   * @throws UncheckedIOException when a file cannot be written
   */
  boolean store() {
    if (!toBeStored) {
      return true;
    }
    try {
      var root = new Issued(authority.key(), List.of(authority.certificate()));
      SealedFiles.write(file, Pkcs12.ofKey(root, password), master.read());
      Files.deleteIfExists(former);
      toBeStored = false;
      return true;
    } catch (MasterKeyMissing notYet) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("The key store " + former + " cannot be removed", e);
    }
  }
}
