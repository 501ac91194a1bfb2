package io.aios.platform.tls;

import io.aios.platform.tls.CertificateAuthority.Issued;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/**
 * Keys and certificates as PKCS #12 (RFC 7292), encrypted under a password: one file holds a pair,
 * so that replacing it replaces both. The JVM reads it without any library.
 */
public final class Pkcs12 {
  private static final String ALIAS = "aios";

  private Pkcs12() {}

  /** A key with its chain. */
  public static byte[] ofKey(Issued issued, String password) {
    return written(
        password,
        store ->
            store.setKeyEntry(
                ALIAS,
                issued.key(),
                password.toCharArray(),
                issued.chain().toArray(Certificate[]::new)));
  }

  /** A certificate to trust. */
  public static byte[] ofTrusted(X509Certificate root, String password) {
    return written(password, store -> store.setCertificateEntry(ALIAS, root));
  }

  /**
   * Reads back what {@link #ofKey} wrote.
   *
   * @throws UncheckedIOException when the password is wrong or the content is something else
   */
  public static Issued readKey(byte[] content, String password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), password.toCharArray());
      Certificate[] chain = store.getCertificateChain(ALIAS);
      if (store.getKey(ALIAS, password.toCharArray()) instanceof PrivateKey key && chain != null) {
        List<X509Certificate> certificates =
            Arrays.stream(chain).map(X509Certificate.class::cast).toList();
        return new Issued(key, certificates);
      }
      throw new IOException("It holds no key called " + ALIAS);
    } catch (IOException e) {
      throw new UncheckedIOException("The key store cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new UncheckedIOException("The key store cannot be read", new IOException(e));
    }
  }

  private interface Filling {
    void into(KeyStore store) throws GeneralSecurityException;
  }

  private static byte[] written(String password, Filling filling) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      filling.into(store);
      store.store(content, password.toCharArray());
      return content.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("The key store cannot be written", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JVM writes no PKCS #12", e);
    }
  }
}
