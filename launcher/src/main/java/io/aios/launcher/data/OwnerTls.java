package io.aios.launcher.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How the owner's command line speaks to services that demand a certificate: as {@code launcher},
 * with the files below {@code secrets/tls}. It needs nothing beside the JVM.
 */
public final class OwnerTls {
  /** The name in the owner's certificate. */
  public static final String NAME = "launcher";

  /** Name of the secret under which the files are encrypted. */
  public static final String PASSWORD = "tls-password";

  private OwnerTls() {}

  /** Where certificates lie, one file of a key and a certificate for each service. */
  public static Path directory(DataDirectory data) {
    return data.secrets().resolve("tls");
  }

  public static Path key(DataDirectory data, String service) {
    return directory(data).resolve(service + ".p12");
  }

  /** The authority's certificate. */
  public static Path trust(DataDirectory data) {
    return directory(data).resolve("trust.p12");
  }

  /**
   * Shows the owner's certificate and believes the suite's authority.
   *
   * @throws StartFailure when the files cannot be read
   */
  public static SSLContext context(DataDirectory data) {
    char[] password = new Secrets(data).get(PASSWORD).toCharArray();
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
      keys.init(store(key(data, NAME), password), password);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store(trust(data), password));
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw StartFailure.of("certificates in " + directory(data), e);
    } catch (GeneralSecurityException e) {
      throw StartFailure.of("certificates in " + directory(data), new IOException(e));
    }
  }

  private static KeyStore store(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file)) {
      store.load(content, password);
    }
    return store;
  }
}
