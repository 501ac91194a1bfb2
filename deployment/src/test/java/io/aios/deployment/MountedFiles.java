package io.aios.deployment;

import io.aios.platform.tls.CertificateAuthority.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * A volume as a kubelet fills it: links to {@code ..data}, which is a link to a directory of one
 * generation and is replaced at once.
 */
final class MountedFiles {
  private static final Base64.Encoder MIME = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Path root;
  private final Map<String, String> files = new TreeMap<>();
  private int generation;

  MountedFiles(Path root) {
    this.root = root;
  }

  MountedFiles put(String path, String content) {
    files.put(path, content);
    return this;
  }

  /** As cert-manager writes a secret. */
  MountedFiles putCertificate(Issued issued, X509Certificate authority)
      throws CertificateEncodingException {
    put("tls.crt", pem("CERTIFICATE", issued.certificate().getEncoded()));
    put("tls.key", pem("PRIVATE KEY", issued.key().getEncoded()));
    return put("ca.crt", pem("CERTIFICATE", authority.getEncoded()));
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, MIME.encodeToString(content), type);
  }

  /** Shows all that was put, and nothing of it before. */
  void publish() throws IOException {
    Path next = root.resolve("..generation-" + ++generation);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = next.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Path link = Files.createSymbolicLink(root.resolve("..data_tmp"), next.getFileName());
    Files.move(
        link,
        root.resolve("..data"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    for (String path : files.keySet()) {
      Path first = Path.of(path).getName(0);
      if (!Files.exists(root.resolve(first))) {
        Files.createSymbolicLink(root.resolve(first), Path.of("..data").resolve(first));
      }
    }
  }
}
