package io.aios.sysops.infrastructure.files;

import io.aios.sysops.usecase.KeptChanges;
import io.aios.sysops.usecase.UndoLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A file for each change, in the suite's own data, which no tool can reach. */
@Component
final class FileKeptChanges implements KeptChanges {
  private static final Logger log = LoggerFactory.getLogger(FileKeptChanges.class);
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final Path folder;
  private final UndoLimits limits;
  private final JsonMapper json;
  private final InstantSource clock;

  FileKeptChanges(
      @Value("${aios.data-dir:${user.home}/.aios}") Path data,
      UndoLimits limits,
      JsonMapper json,
      InstantSource clock) {
    this.folder = data.toAbsolutePath().normalize().resolve("undo").resolve("sysops");
    this.limits = limits;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void put(Kept change) {
    forgetOld();
    write(change);
  }

  @Override
  public void forget(String id) {
    delete(file(id));
  }

  @Override
  public Optional<Kept> find(String id) {
    if (!ID.matcher(id).matches() || !Files.exists(file(id))) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.readValue(Files.readAllBytes(file(id)), Kept.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was there is needed no more; that it was taken back is. */
  @Override
  public void taken(Kept change) {
    write(
        new Kept(change.id(), change.subject(), change.uri(), change.writtenSha256(), null, true));
  }

  private void write(Kept change) {
    var owner = PosixFilePermissions.fromString("rwx------");
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
      Path part = Files.createTempFile(folder, "change", ".part");
      Files.write(part, json.writeValueAsBytes(change));
      Files.move(part, file(change.id()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forgetOld() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant oldest = clock.instant().minus(limits.keepFor());
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> isOlder(file, oldest)).forEach(FileKeptChanges::delete);
    } catch (IOException e) {
      log.warn("Kept changes cannot be listed: {}", e.getMessage());
    }
  }

  private static boolean isOlder(Path file, Instant oldest) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(oldest);
    } catch (IOException gone) {
      return false;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("{} cannot be deleted: {}", file, e.getMessage());
    }
  }

  private Path file(String id) {
    return folder.resolve(id + ".json");
  }
}
