package io.aios.sysops.usecase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.infrastructure.files.Roots;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesIT {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path folder;
  private Roots roots;
  private Path tree;
  private final ToolCall call = Roots.call();

  @BeforeEach
  void makeTree() throws IOException {
    roots = new Roots(folder.toRealPath());
    tree = Files.createDirectories(roots.open.resolve("tree/sub")).getParent();
    Files.write(tree.resolve("big"), new byte[300_000]);
    Files.createLink(tree.resolve("sub/linked"), tree.resolve("big"));
    Files.writeString(tree.resolve("sub/a.txt"), "alpha\nBeta\ngamma\n");
    try (RandomAccessFile sparse = new RandomAccessFile(tree.resolve("sparse").toFile(), "rw")) {
      sparse.setLength(50_000_000);
    }
    Files.createSymbolicLink(tree.resolve("loop"), tree);
  }

  @Test
  void findsLargestFilesAndCountsHardLinksOnce() {
    var found = new FindLargeFiles(roots.files()).find(tree.toString(), 2, 1, call);
    assertThat(found.files())
        .extracting(FindLargeFiles.LargeFile::bytes)
        .containsExactly(50_000_000L, 300_000L);
    assertThat(found.files().getFirst().allocatedBytes()).isLessThan(1_000_000);
    assertThat(found.complete()).isTrue();
  }

  @Test
  void measuresWhatDuMeasures() throws Exception {
    Process du = new ProcessBuilder("du", "-sxB1", tree.toString()).start();
    long expected =
        Long.parseLong(new String(du.getInputStream().readAllBytes(), UTF_8).split("\t", 2)[0]);
    var question = new MeasureDiskUsage.Question(tree.toString(), 1, 10, false);
    var usage = new MeasureDiskUsage(roots.files()).measure(question, call);
    assertThat(usage.allocatedBytes()).isEqualTo(expected);
    assertThat(usage.folders()).extracting(MeasureDiskUsage.FolderUsage::depth).contains(0, 1);
    assertThat(usage.folders().getFirst().files()).isEqualTo(4);
  }

  @Test
  void stopsAtCancellationAndSaysSo() {
    var cancelled = new CancelledCall(call);
    var found = new FindLargeFiles(roots.files()).find(tree.toString(), 5, 1, cancelled);
    assertThat(found.complete()).isFalse();
    assertThat(found.files()).isEmpty();
  }

  private SearchFiles.Found search(String glob, String content, int limit) {
    var query = new SearchFiles.Query(tree.toString(), glob, content, true, limit, 1_000_000);
    return new SearchFiles(roots.files()).search(query, call);
  }

  @Test
  void findsLinesAndSkipsBinaryFiles() {
    var found = search(null, "^b.ta$", 10);
    assertThat(found.matches()).hasSize(1);
    assertThat(found.matches().getFirst().line()).isEqualTo(2);
    assertThat(found.skippedFiles()).isEqualTo(3);
  }

  @Test
  void findsNamesUpToTheLimit() {
    assertThat(search("*.txt", null, 10).matches()).hasSize(1);
    var cut = search(null, null, 1);
    assertThat(cut.matches()).hasSize(1);
    assertThat(cut.complete()).isFalse();
  }

  @Test
  void answersExpressionThatBacktrackingEnginesNeverFinish() throws IOException {
    Files.writeString(tree.resolve("evil"), "a".repeat(20_000) + "!");
    assertThat(search("evil", "(a+)+(a+)+$", 10).matches()).isEmpty();
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> search("evil", "(a)\\1", 10))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("pattern-invalid"));
  }

  @Test
  void readsPartsOfTextAndRefusesBinary() {
    var read = new ReadFile(roots.files());
    var part = read.lines(tree.resolve("sub/a.txt").toString(), 1, 1);
    assertThat(part.text()).isEqualTo("Beta\n");
    assertThat(part.nextOffset()).isEqualTo(2);
    assertThat(read.lines(part.path(), 2, 5).nextOffset()).isNull();
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> read.lines(tree.resolve("big").toString(), 0, 1))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("binary-file"));
    assertThat(read.bytes(tree.resolve("sub/a.txt").toString(), 6, 4).base64())
        .isEqualTo("QmV0YQ==");
  }

  @Test
  void readsTailOfLogSinceATime() throws IOException {
    Path log = tree.resolve("app.log");
    String text =
        """
        2026-11-20T09:00:00Z early error
        2026-11-20T11:00:00Z error one
            at some place, error
        Nov 20 11:30:00 host app: fine
        2026-11-20 11:59:00,123 error two
        """;
    Files.writeString(log, text);
    assertThat(tail(log)).hasSize(3).last().asString().endsWith("error two");
    Path zipped = tree.resolve("app.log.1.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(text.getBytes(UTF_8));
    }
    assertThat(tail(zipped)).hasSize(3);
  }

  private List<String> tail(Path log) {
    var query = new ReadLog.Query(log.toString(), 10, NOW.minusSeconds(4000), "ERROR", true);
    return new ReadLog(roots.files(), Clock.fixed(NOW, ZoneOffset.UTC)).read(query, call).lines();
  }

  @Test
  void hashesLikeSha256sum() {
    var digest =
        new HashFile(roots.files())
            .hash(tree.resolve("sub/a.txt").toString(), HashFile.Algorithm.SHA256, call);
    assertThat(digest.hash())
        .isEqualTo("5f9a93fc40d56e92c6a805b1604067603e8e423a22dcb68f3601ae252a7b614a");
  }
}
