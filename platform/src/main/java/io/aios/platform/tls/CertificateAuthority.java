package io.aios.platform.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The suite's own certificate authority: a root that signs the services' certificates and nothing
 * else. Keys are P-256, signatures ECDSA with SHA-256, profiles RFC 5280. Needs Bouncy Castle's
 * {@code bcpkix}, which only those have that issue certificates.
 */
public final class CertificateAuthority {
  /** A root cannot be replaced without a restart, so it lasts. */
  public static final Duration ROOT_LIFETIME = Duration.ofDays(3650);

  private static final X500Principal NAME = new X500Principal("CN=AIOS internal authority");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  /** Clocks of two machines are never quite the same. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final Clock clock;

  /**
   * An authority that exists.
   *
   * @param key belongs to the certificate
   */
  public CertificateAuthority(PrivateKey key, X509Certificate certificate, Clock clock) {
    this.key = key;
    this.certificate = certificate;
    this.clock = clock;
  }

  /**
   * A key with its certificate and those that vouch for it.
   *
   * @param chain the certificate first, without the root
   */
  public record Issued(PrivateKey key, List<X509Certificate> chain) {
    public Issued {
      chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
      return chain.getFirst();
    }
  }

  /** A new authority. */
  public static CertificateAuthority create(Clock clock) {
    KeyPair pair = newKeys();
    Instant now = clock.instant();
    var builder = builder(NAME, pair.getPublic(), now, now.plus(ROOT_LIFETIME), NAME);
    try {
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      X509Certificate root = sign(builder, pair.getPrivate());
      return new CertificateAuthority(pair.getPrivate(), root, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("The authority's certificate cannot be encoded", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JVM lacks an algorithm of certificates", e);
    }
  }

  /** The signing key, to be kept by whoever runs the authority. */
  public PrivateKey key() {
    return key;
  }

  /** The root, for all to trust. */
  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * Makes a key and a certificate for both ends of a connection.
   *
   * @param service named by the URI {@code spiffe://aios/<service>} and as a DNS name
   * @param hosts DNS names and addresses under which it is called
   * @param lifetime ends no later than the root's
   * @throws IllegalArgumentException when the service's name cannot be one
   */
  public Issued issue(String service, Set<String> hosts, Duration lifetime) {
    ServiceIdentity identity = new ServiceIdentity(service);
    KeyPair pair = newKeys();
    Instant now = clock.instant();
    Instant rootEnds = certificate.getNotAfter().toInstant();
    Instant ends = now.plus(lifetime).isAfter(rootEnds) ? rootEnds : now.plus(lifetime);
    var subject = new X500Principal("CN=" + service);
    var builder =
        builder(certificate.getSubjectX500Principal(), pair.getPublic(), now, ends, subject);
    try {
      var identifiers = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(Extension.extendedKeyUsage, false, bothEnds())
          .addExtension(Extension.subjectAlternativeName, false, names(identity, hosts))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              identifiers.createAuthorityKeyIdentifier(certificate));
      return new Issued(pair.getPrivate(), List.of(sign(builder, key)));
    } catch (IOException e) {
      throw new UncheckedIOException("The certificate of " + service + " cannot be encoded", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JVM lacks an algorithm of certificates", e);
    }
  }

  private static ExtendedKeyUsage bothEnds() {
    return new ExtendedKeyUsage(
        new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth});
  }

  private static GeneralNames names(ServiceIdentity identity, Set<String> hosts) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.uniformResourceIdentifier, identity.uri().toString()));
    names.add(new GeneralName(GeneralName.dNSName, identity.service()));
    for (String host : hosts) {
      boolean address = ADDRESS.matcher(host).matches();
      names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static X509v3CertificateBuilder builder(
      X500Principal issuer,
      PublicKey subjectKey,
      Instant now,
      Instant ends,
      X500Principal subject) {
    BigInteger serial = new BigInteger(127, new SecureRandom()).add(BigInteger.ONE);
    return new JcaX509v3CertificateBuilder(
        issuer, serial, Date.from(now.minus(SKEW)), Date.from(ends), subject, subjectKey);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("The authority's key does not sign", e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JVM makes no P-256 keys", e);
    }
  }
}
