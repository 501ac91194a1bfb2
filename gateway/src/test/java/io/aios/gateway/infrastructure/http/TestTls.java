package io.aios.gateway.infrastructure.http;

import io.aios.platform.tls.CertificateAuthority;
import io.aios.platform.tls.Pkcs12;
import io.aios.platform.tls.ServiceTls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/** Certificates of one authority for the services of a test. */
final class TestTls {
  private static final String PASSWORD = "for a test";
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.create(Clock.systemUTC());

  private TestTls() {}

  static ServiceTls of(String service) {
    var issued = AUTHORITY.issue(service, Set.of("127.0.0.1"), Duration.ofHours(1));
    var stores =
        SslStoreBundle.of(
            store(Pkcs12.ofKey(issued, PASSWORD)),
            PASSWORD,
            store(Pkcs12.ofTrusted(AUTHORITY.certificate(), PASSWORD)));
    return ServiceTls.of(
        new DefaultSslBundleRegistry("services", SslBundle.of(stores)), "services");
  }

  private static KeyStore store(byte[] content) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), PASSWORD.toCharArray());
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
