package io.aios.platform.tls;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;

/** Makes a Tomcat connector demand certificates. TLS 1.3 only. */
final class TlsConnector {
  private TlsConnector() {}

  static void demandCertificates(Connector connector, SSLContext context) {
    if (!(connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol)) {
      throw new IllegalStateException("TLS needs an HTTP/1.1 connector");
    }
    SSLHostConfig host = new SSLHostConfig();
    host.setProtocols("TLSv1.3");
    host.setCertificateVerification("required");
    var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setSslContext(new Given(context));
    host.addCertificate(certificate);
    protocol.setSSLEnabled(true);
    protocol.addSslHostConfig(host);
    connector.setScheme("https");
    connector.setSecure(true);
  }

  /** A context that is ready: Tomcat needs to initialise nothing. */
  private record Given(SSLContext context) implements org.apache.tomcat.util.net.SSLContext {
    @Override
    public void init(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random) {}

    @Override
    public void destroy() {}

    @Override
    public SSLSessionContext getServerSessionContext() {
      return context.getServerSessionContext();
    }

    @Override
    public SSLEngine createSSLEngine() {
      return context.createSSLEngine();
    }

    @Override
    public SSLServerSocketFactory getServerSocketFactory() {
      return context.getServerSocketFactory();
    }

    @Override
    public SSLParameters getSupportedSSLParameters() {
      return context.getSupportedSSLParameters();
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      return null;
    }

    @Override
    public X509Certificate @Nullable [] getAcceptedIssuers() {
      return null;
    }
  }
}
