package io.aios.launcher.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets made once and kept one a file, readable by the owner only (0600 in a 0700 directory). */
public final class Secrets {
  private static final int BYTES = 32;

  private final Path directory;
  private final SecureRandom random = new SecureRandom();

  public Secrets(DataDirectory data) {
    this.directory = data.secrets();
  }

  /** The secret of that name, made on first use: 256 random bits, base64url. */
  public String get(String name) {
    Path file = directory.resolve(name);
    try {
      if (Files.notExists(file)) {
        create(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw StartFailure.of("secret " + file, e);
    }
  }

  private void create(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Path written = Files.createTempFile(directory, file.getFileName().toString(), ".new");
    try {
      Files.write(written, text.getBytes(StandardCharsets.US_ASCII));
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      Files.delete(written);
    }
  }
}
