package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.platform.tools.ToolFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Compares the content of a file with what the caller believes it to be. */
final class Digests {
  private Digests() {}

  static void require(Slot slot, String expectedSha256) throws IOException {
    String actual = sha256(slot);
    if (!actual.equalsIgnoreCase(expectedSha256)) {
      throw new ToolFailure(
          "content-changed",
          slot.path() + " has SHA-256 " + actual + ", not " + expectedSha256 + ".",
          "Read the file again, then repeat the change on its present content.");
    }
  }

  private static String sha256(Slot slot) throws IOException {
    try (Descriptor file = slot.folder().pin(slot.name());
        InputStream in = Channels.newInputStream(file.reopen(StandardOpenOption.READ))) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (LastErrorException e) {
      throw Failures.of(e, slot.path());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
