package io.aios.sysops.usecase;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.Access;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Computes the digest of a file's content. */
@Component
public final class HashFile {
  private static final int BUFFER = 1 << 20;

  private final RootedFiles files;

  HashFile(RootedFiles files) {
    this.files = files;
  }

  /** Digests by their Java names; the older two only for comparison with published values. */
  public enum Algorithm {
    @JsonProperty("sha256")
    SHA256("SHA-256"),
    @JsonProperty("sha512")
    SHA512("SHA-512"),
    @JsonProperty("sha1")
    SHA1("SHA-1"),
    @JsonProperty("md5")
    MD5("MD5");

    private final String javaName;

    Algorithm(String javaName) {
      this.javaName = javaName;
    }
  }

  /**
   * @param hash lower-case hexadecimal
   */
  public record Digest(String path, Algorithm algorithm, String hash, long bytes) {}

  public Digest hash(String path, Algorithm algorithm, ToolCall call) {
    try (Node node = files.open(path, Access.READ);
        InputStream in = Channels.newInputStream(node.open())) {
      MessageDigest digest = MessageDigest.getInstance(algorithm.javaName);
      long bytes = feed(digest, in, node.stat().size(), call);
      String hash = HexFormat.of().formatHex(digest.digest());
      return new Digest(node.path().text(), algorithm, hash, bytes);
    } catch (IOException e) {
      throw new ToolFailure("io-error", path + " could not be read to its end.");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long feed(MessageDigest digest, InputStream in, long size, ToolCall call)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long done = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (call.cancelled()) {
        throw new ToolFailure("cancelled", "Stopped after " + done + " of " + size + " bytes.");
      }
      digest.update(buffer, 0, read);
      done += read;
      call.progress(
          Math.min(1.0, (double) done / Math.max(1, size)), done + " of " + size + " bytes");
    }
    return done;
  }
}
