package io.aios.platform.tls;

import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which service a certificate speaks for: the one URI among its alternative names, in the form of a
 * SPIFFE id, {@code spiffe://aios/<service>}.
 *
 * @param service its name, as in discovery and in tokens
 */
record ServiceIdentity(String service) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final String PREFIX = "spiffe://aios/";
  private static final int URI_NAME = 6;

  ServiceIdentity {
    if (service.length() > 63 || !NAME.matcher(service).matches()) {
      throw new IllegalArgumentException(
          "'"
              + service
              + "' is not a service's name: at most 63 small letters, digits and single hyphens");
    }
  }

  URI uri() {
    return URI.create(PREFIX + service);
  }

  /** Empty when the certificate has no URI, several (SPIFFE X509-SVID, section 2), or another. */
  static Optional<ServiceIdentity> of(X509Certificate certificate) {
    List<String> uris = uris(certificate);
    if (uris.size() != 1 || !uris.getFirst().startsWith(PREFIX)) {
      return Optional.empty();
    }
    String name = uris.getFirst().substring(PREFIX.length());
    return NAME.matcher(name).matches() && name.length() <= 63
        ? Optional.of(new ServiceIdentity(name))
        : Optional.empty();
  }

  private static List<String> uris(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> Integer.valueOf(URI_NAME).equals(name.getFirst()))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
