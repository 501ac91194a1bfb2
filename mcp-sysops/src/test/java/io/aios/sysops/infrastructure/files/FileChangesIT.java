package io.aios.sysops.infrastructure.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.sysops.usecase.FileChanges.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangesIT {
  private static final String SHA_OF_OTHER =
      "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa";

  @TempDir Path folder;
  private Roots roots;
  private Path file;

  @BeforeEach
  void makeRoots() throws IOException {
    roots = new Roots(folder.toRealPath());
    file = roots.workspace.resolve("file");
  }

  private void write(Path path, String text, WriteMode mode) {
    roots.changes.write(path.toString(), text.getBytes(UTF_8), mode, null);
  }

  private String refusal(Path path, WriteMode mode) {
    return Roots.failure(() -> write(path, "new", mode));
  }

  @Test
  void createsOverwritesAndAppends() throws IOException {
    write(file, "a", WriteMode.CREATE);
    write(file, "b", WriteMode.OVERWRITE);
    write(file, "c", WriteMode.APPEND);
    assertThat(file).hasContent("bc");
    try (Stream<Path> left = Files.list(roots.workspace)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void doesNotCreateOverWhatIsThere() throws IOException {
    Files.writeString(file, "old");
    assertThat(refusal(file, WriteMode.CREATE)).isEqualTo("path-exists");
    assertThat(file).hasContent("old");
  }

  @Test
  void keepsModeAndOwnerAndReplacesTheInode() throws IOException {
    Files.writeString(file, "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx--x---"));
    Object owner = Files.getAttribute(file, "unix:uid");
    Object inode = Files.getAttribute(file, "unix:ino");
    write(file, "new", WriteMode.OVERWRITE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rwx--x---");
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(owner);
    assertThat(Files.getAttribute(file, "unix:ino")).isNotEqualTo(inode);
  }

  @Test
  void writesOnlyOverTheContentTheCallerHasSeen() throws IOException {
    Files.writeString(file, "old");
    String code =
        Roots.failure(
            () ->
                roots.changes.write(
                    file.toString(), new byte[] {1}, WriteMode.OVERWRITE, SHA_OF_OTHER));
    assertThat(code).isEqualTo("content-changed");
    assertThat(file).hasContent("old");
  }

  @Test
  void refusesChangesOutsideTheWriteRoots() throws IOException {
    Path readable = Files.writeString(roots.open.resolve("readable"), "old");
    assertThat(refusal(readable, WriteMode.OVERWRITE)).isEqualTo("path-outside-roots");
    assertThat(refusal(roots.data.resolve("x"), WriteMode.CREATE)).isEqualTo("path-outside-roots");
    assertThat(Roots.failure(() -> roots.changes.delete(roots.workspace.toString())))
        .isEqualTo("path-outside-roots");
    assertThat(Roots.failure(() -> roots.changes.move(readable.toString(), file.toString(), false)))
        .isEqualTo("path-outside-roots");
  }

  @Test
  void neverWritesThroughALink() throws IOException {
    Path target = Files.writeString(roots.outside.resolve("target"), "old");
    Files.createSymbolicLink(file, target);
    assertThat(refusal(file, WriteMode.OVERWRITE)).isEqualTo("symbolic-link");
    assertThat(refusal(file, WriteMode.APPEND)).isEqualTo("symbolic-link");
    assertThat(target).hasContent("old");
  }

  @Test
  void deletesTheLinkAndNotItsTarget() throws IOException {
    Path target = Files.writeString(roots.outside.resolve("target"), "old");
    Files.createSymbolicLink(file, target);
    roots.changes.delete(file.toString());
    assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(target).exists();
  }

  @Test
  void deletesEmptyFoldersOnly() throws IOException {
    Path full = Files.createDirectory(roots.workspace.resolve("full"));
    Files.writeString(full.resolve("x"), "");
    assertThat(Roots.failure(() -> roots.changes.delete(full.toString())))
        .isEqualTo("directory-not-empty");
    Files.delete(full.resolve("x"));
    roots.changes.delete(full.toString());
    assertThat(full).doesNotExist();
  }

  @Test
  void movesWithoutReplacingUnlessAsked() throws IOException {
    Files.writeString(file, "new");
    Path target = Files.writeString(roots.workspace.resolve("target"), "old");
    assertThat(Roots.failure(() -> roots.changes.move(file.toString(), target.toString(), false)))
        .isEqualTo("path-exists");
    roots.changes.move(file.toString(), target.toString(), true);
    assertThat(target).hasContent("new");
  }

  @Test
  void makesFoldersButNoNamesThatHide() {
    roots.changes.createDirectory(roots.workspace.resolve("made").toString());
    assertThat(roots.workspace.resolve("made")).isDirectory();
    assertThat(refusal(roots.workspace.resolve("gpj\u202e.sh"), WriteMode.CREATE))
        .isEqualTo("name-not-visible");
    assertThat(refusal(roots.workspace.resolve("zero\u200bwidth"), WriteMode.CREATE))
        .isEqualTo("name-not-visible");
  }
}
