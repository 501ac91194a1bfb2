package io.aios.platform.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a peer whose certificate the authority made, is valid now, and names one of the expected
 * services. Of an unexpected one the handshake fails, before a byte of a request is read.
 */
final class PeerTrust extends X509ExtendedTrustManager {
  private static final String ANY = "*";

  private final Supplier<X509ExtendedTrustManager> authority;
  private final Set<String> services;

  /**
   * @param authority what checks the chain now; host names too, where the handshake asks for it
   * @param services names, or {@code *} for every service of the suite
   */
  PeerTrust(Supplier<X509ExtendedTrustManager> authority, Set<String> services) {
    this.authority = authority;
    this.services = Set.copyOf(services);
  }

  private void checkIdentity(X509Certificate[] chain) throws CertificateException {
    ServiceIdentity peer =
        ServiceIdentity.of(chain[0])
            .orElseThrow(
                () ->
                    new CertificateException(
                        "The certificate of '%s' names no service of the suite"
                            .formatted(chain[0].getSubjectX500Principal())));
    if (!services.contains(peer.service()) && !services.contains(ANY)) {
      throw new CertificateException(
          "The peer is %s; expected is one of %s".formatted(peer.uri(), services));
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    authority.get().checkClientTrusted(chain, type, socket);
    checkIdentity(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    authority.get().checkClientTrusted(chain, type, engine);
    checkIdentity(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    authority.get().checkClientTrusted(chain, type);
    checkIdentity(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    authority.get().checkServerTrusted(chain, type, socket);
    checkIdentity(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    authority.get().checkServerTrusted(chain, type, engine);
    checkIdentity(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    authority.get().checkServerTrusted(chain, type);
    checkIdentity(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authority.get().getAcceptedIssuers();
  }
}
