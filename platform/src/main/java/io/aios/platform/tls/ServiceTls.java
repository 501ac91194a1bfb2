package io.aios.platform.tls;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * This service's side of mutual TLS. The contexts stay the same while certificates come and go:
 * whoever holds one shows the newest at the next handshake, and open connections are left alone.
 */
public final class ServiceTls {
  private static final Logger log = LoggerFactory.getLogger(ServiceTls.class);

  /** A resumed session checks no certificate, so it must not be much older than one. */
  private static final int SESSION_SECONDS = 300;

  private record Material(RotatingKeys keys, Trust trust) {}

  private static final class Trust {
    private volatile X509ExtendedTrustManager current;

    Trust(X509ExtendedTrustManager first) {
      this.current = first;
    }
  }

  private final @Nullable Material material;

  private ServiceTls(@Nullable Material material) {
    this.material = material;
  }

  /** Services speak plain HTTP. */
  public static ServiceTls off() {
    return new ServiceTls(null);
  }

  /**
   * @param bundle follows its files when it says {@code reload-on-update}
   * @throws IllegalStateException when the bundle lacks the certificate, or the authority's
   */
  public static ServiceTls of(SslBundles bundles, String bundle) {
    SslBundle first = bundles.getBundle(bundle);
    Material material =
        new Material(new RotatingKeys(keys(first, bundle)), new Trust(trust(first, bundle)));
    bundles.addBundleUpdateHandler(bundle, next -> replace(material, next, bundle));
    return new ServiceTls(material);
  }

  private static void replace(Material material, SslBundle next, String bundle) {
    try {
      X509ExtendedKeyManager keys = keys(next, bundle);
      material.trust().current = trust(next, bundle);
      material.keys().replace(keys);
      log.info("The service's certificate was replaced");
    } catch (RuntimeException e) {
      log.error("The service's new certificate is unusable; the present one stays", e);
    }
  }

  private static X509ExtendedKeyManager keys(SslBundle bundle, String name) {
    KeyStore store = bundle.getStores().getKeyStore();
    if (store == null) {
      throw new IllegalStateException(
          "SSL bundle '" + name + "' has no certificate of the service");
    }
    return only(X509ExtendedKeyManager.class, bundle.getManagers().getKeyManagers());
  }

  /** Without a trust store of its own the JVM would believe every public authority. */
  private static X509ExtendedTrustManager trust(SslBundle bundle, String name) {
    KeyStore store = bundle.getStores().getTrustStore();
    try {
      if (store == null || store.size() == 0) {
        throw new IllegalStateException("SSL bundle '" + name + "' names no authority to trust");
      }
    } catch (KeyStoreException e) {
      throw new IllegalStateException("SSL bundle '" + name + "' cannot be read", e);
    }
    return only(X509ExtendedTrustManager.class, bundle.getManagers().getTrustManagers());
  }

  private static <T> T only(Class<T> type, Object[] managers) {
    return Arrays.stream(managers)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The JVM offers no " + type.getSimpleName()));
  }

  public boolean isOn() {
    return material != null;
  }

  /**
   * @throws IllegalStateException when services show certificates and this address would go without
   */
  public void requireHttps(String property, URI address) {
    if (isOn() && !"https".equals(address.getScheme())) {
      throw new IllegalStateException(
          property + " is " + address + "; with aios.tls.enabled it must begin with https:");
    }
  }

  /**
   * For calls of one service: no other is believed at the far end.
   *
   * @return empty when services speak plain HTTP
   */
  public Optional<SSLContext> clientOf(String service) {
    return contextFor(Set.of(new ServiceIdentity(service).service()));
  }

  /**
   * For a client that calls several services and itself checks the name of each.
   *
   * @return empty when services speak plain HTTP
   */
  public Optional<SSLContext> clientOfAny() {
    return contextFor(Set.of("*"));
  }

  Optional<SSLContext> contextFor(Set<String> peers) {
    return Optional.ofNullable(material).map(present -> context(present, peers));
  }

  private static SSLContext context(Material material, Set<String> peers) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          new KeyManager[] {material.keys()},
          new TrustManager[] {new PeerTrust(() -> material.trust().current, peers)},
          null);
      limit(context.getServerSessionContext());
      limit(context.getClientSessionContext());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JVM offers no TLS 1.3", e);
    }
  }

  private static void limit(SSLSessionContext sessions) {
    sessions.setSessionTimeout(SESSION_SECONDS);
  }
}
