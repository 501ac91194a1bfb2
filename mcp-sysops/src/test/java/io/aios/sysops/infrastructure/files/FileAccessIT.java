package io.aios.sysops.infrastructure.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.Access;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.domain.Paging;
import io.aios.sysops.usecase.ListFolderAccess;
import io.aios.sysops.usecase.Node;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAccessIT {
  @TempDir Path folder;
  private Roots roots;
  private Path secret;

  @BeforeEach
  void makeRoots() throws IOException {
    roots = new Roots(folder.toRealPath());
    secret = Files.writeString(roots.outside.resolve("secret"), "hidden");
  }

  private String read(Path path) throws IOException {
    return read(path.toString());
  }

  private String read(String path) throws IOException {
    try (Node node = roots.files.open(path, Access.READ);
        FileChannel channel = node.open()) {
      ByteBuffer buffer = ByteBuffer.allocate(1000);
      channel.read(buffer);
      return UTF_8.decode(buffer.flip()).toString();
    }
  }

  private String refusal(String path) {
    return Roots.failure(() -> read(path));
  }

  @Test
  void readsFileInsideRootAlsoThroughLinkThatStaysInside() throws IOException {
    Path file = Files.writeString(roots.open.resolve("file"), "text");
    Path link = Files.createSymbolicLink(roots.open.resolve("link"), file);
    assertThat(read(file)).isEqualTo("text");
    assertThat(read(link)).isEqualTo("text");
  }

  @Test
  void refusesLinkThatLeadsOutside() throws IOException {
    Path link = Files.createSymbolicLink(roots.open.resolve("link"), secret);
    Path folderLink = Files.createSymbolicLink(roots.open.resolve("dir"), roots.outside);
    assertThat(refusal(link.toString())).isEqualTo("path-outside-roots");
    assertThat(refusal(folderLink + "/secret")).isEqualTo("path-outside-roots");
  }

  @Test
  void refusesDotsRelativePathsAndNul() {
    assertThat(refusal(roots.open + "/../outside/secret")).isEqualTo("path-invalid");
    assertThat(refusal("outside/secret")).isEqualTo("path-invalid");
    assertThat(refusal(roots.open + "/a\0b")).isEqualTo("path-invalid");
    assertThat(refusal("file://host" + secret)).isEqualTo("path-invalid");
    assertThat(refusal("file:" + roots.open + "/%2e%2e/outside/secret")).isEqualTo("path-invalid");
  }

  @Test
  void refusesWaysThroughProc() throws IOException {
    long pid = ProcessHandle.current().pid();
    assertThat(refusal("/proc/self/root" + secret)).isEqualTo("path-outside-roots");
    Path link =
        Files.createSymbolicLink(roots.open.resolve("root"), Path.of("/proc/" + pid + "/root"));
    assertThat(refusal(link + secret.toString())).isEqualTo("path-outside-roots");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u2025/outside", "open\u200b", "op\u0435n", "\uff0f", "ope\u0301n"})
  void takesNoLookalikeForARoot(String name) throws IOException {
    Path alike = Files.createDirectories(roots.outside.resolve(name)).resolve("x");
    Files.writeString(alike, "hidden");
    assertThat(refusal(alike.toString())).isEqualTo("path-outside-roots");
  }

  @Test
  void refusesTheSuitesDataButForTheWorkspace() throws IOException {
    Path own = Files.createDirectory(roots.data.resolve("secrets")).resolve("key");
    Files.writeString(own, "hidden");
    Files.writeString(roots.workspace.resolve("note"), "text");
    Files.createSymbolicLink(roots.open.resolve("alias"), roots.data);
    assertThat(refusal(own.toString())).isEqualTo("path-belongs-to-suite");
    assertThat(refusal(roots.open + "/alias/secrets/key")).isEqualTo("path-belongs-to-suite");
    assertThat(read(roots.workspace.resolve("note"))).isEqualTo("text");
  }

  @Test
  void refusesPrivateNamesAndLeavesThemOutOfListings() throws IOException {
    Path key = Files.createDirectory(roots.open.resolve(".ssh")).resolve("id");
    Files.writeString(key, "hidden");
    assertThat(refusal(key.toString())).isEqualTo("path-private");
    try (Node node = roots.files.open(roots.open.toString(), Access.READ);
        var open = node.folder()) {
      assertThat(open.names(10)).doesNotContain(FileName.of(".ssh"));
      assertThat(open.enter(FileName.of(".ssh"))).isEmpty();
      assertThat(open.stat(FileName.of(".ssh"))).isEmpty();
    }
  }

  @Test
  void neverEntersTheSuitesDataOnAWalk() throws IOException {
    try (Node node = roots.files.open(roots.open.toString(), Access.READ);
        var open = node.folder()) {
      assertThat(open.enter(FileName.of("data"))).isEmpty();
    }
  }

  @Test
  void refusesPipeWithoutWaitingForItsWriter() throws Exception {
    Path pipe = roots.open.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(refusal(pipe.toString())).isEqualTo("not-a-regular-file");
  }

  @Test
  void failsWhenFolderBecomesLinkAfterItWasJudged() throws IOException {
    Path inside = Files.createDirectory(roots.open.resolve("dir"));
    Files.writeString(inside.resolve("secret"), "harmless");
    Path judged = roots.files.resolve(inside.resolve("secret"));
    Files.move(inside, roots.open.resolve("moved"));
    Files.createSymbolicLink(inside, roots.outside);
    assertThat(Roots.failure(() -> roots.files.openResolved(judged, Access.READ)))
        .isEqualTo("path-changed");
  }

  @Test
  void failsToWriteWhenFolderBecomesLinkAfterItWasJudged() throws IOException {
    Path inside = Files.createDirectory(roots.workspace.resolve("dir"));
    Path judged = roots.files.resolve(inside);
    Files.delete(inside);
    Files.createSymbolicLink(inside, roots.outside);
    assertThat(Roots.failure(() -> roots.changes.slot(judged, Path.of("new"))))
        .isEqualTo("path-changed");
  }

  @Test
  void neverReadsOutsideWhileAnotherThreadSwapsFolderAndLink() throws Exception {
    Path victim = Files.createDirectory(roots.open.resolve("dir"));
    Files.writeString(victim.resolve("secret"), "harmless");
    Path spare = roots.open.resolve("spare");
    Path link = Files.createSymbolicLink(roots.open.resolve("link"), roots.outside);
    AtomicBoolean stop = new AtomicBoolean();
    Thread swapper = Thread.ofPlatform().start(() -> swap(victim, spare, link, stop));
    int harmless = 0;
    for (int i = 0; i < 4_000; i++) {
      try {
        assertThat(read(victim.resolve("secret"))).isEqualTo("harmless");
        harmless++;
      } catch (ToolFailure refused) {
        assertThat(refused.code()).isIn("path-changed", "path-not-found", "path-outside-roots");
      }
    }
    stop.set(true);
    swapper.join();
    assertThat(harmless).isPositive();
  }

  private static void swap(Path victim, Path spare, Path link, AtomicBoolean stop) {
    try {
      while (!stop.get()) {
        Files.move(victim, spare);
        Files.move(link, victim);
        Files.move(victim, link);
        Files.move(spare, victim, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void listsAndOpensNamesThatAreNotUtf8() throws Exception {
    String odd = "$(printf 'caf\\351')";
    String script = "cd '" + roots.open + "' && printf latin > \"" + odd + "\"";
    assertThat(new ProcessBuilder("sh", "-c", script).start().waitFor()).isZero();
    var listing = ListFolderAccess.list(roots.files, roots.open.toString(), Paging.first(100));
    var entry =
        listing.entries().stream().filter(row -> row.uri() != null).findFirst().orElseThrow();
    assertThat(entry.path()).endsWith("caf\ufffd");
    assertThat(entry.uri()).endsWith("/caf%E9");
    assertThat(read(entry.uri())).isEqualTo("latin");
  }

  @Test
  void marksNamesThatReadDifferentlyThanTheyAre() {
    FilePath hidden = new FilePath(List.of(FileName.of("a\u202etxt.exe")));
    assertThat(URI.create(hidden.exactUri())).hasScheme("file");
    assertThat(new FilePath(List.of(FileName.of("日本 ü.txt"))).exactUri()).isNull();
  }
}
