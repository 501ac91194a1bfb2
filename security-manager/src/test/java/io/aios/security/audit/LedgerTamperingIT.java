package io.aios.security.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.aios.security.Server;
import io.aios.security.audit.domain.LedgerState;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.VerifyLedger;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is changed in the database, the first record that is not as it was written is named. */
class LedgerTamperingIT {
  private final VerifyLedger verify = Server.running().bean(VerifyLedger.class);
  private OpenLedger ledger;

  @BeforeEach
  void startWithAnEmptyLedger() throws Exception {
    ledger = new OpenLedger(Server.running());
  }

  @Test
  void findsTheRecordThatWasRewritten() {
    ledger.append(10, 10, 10);
    List<String> lines = ledger.lines(10);
    lines.set(3, lines.get(3).replace("\"outcome\":\"ALLOWED\"", "\"outcome\":\"REFUSED\""));
    ledger.rewrite(10, lines);

    assertThat(verify.verify())
        .isEqualTo(new LedgerState.Broken(13, "The record does not match its hash"));
  }

  /** Something that is done to the lines of a batch, at one of them. */
  enum Tampering {
    FLIP {
      @Override
      int at(List<String> lines, int i) {
        String line = lines.get(i);
        lines.set(i, line.replaceFirst("\"status\":200", "\"status\":201"));
        return i;
      }
    },
    INSERT {
      @Override
      int at(List<String> lines, int i) {
        lines.add(i, lines.get(i).replaceFirst("sysops_list", "sysops_forged"));
        return i;
      }
    },
    DELETE {
      @Override
      int at(List<String> lines, int i) {
        lines.remove(i);
        return i;
      }
    },
    REORDER {
      @Override
      int at(List<String> lines, int i) {
        int first = Math.max(0, Math.min(i, lines.size() - 2));
        java.util.Collections.swap(lines, first, Math.min(first + 1, lines.size() - 1));
        return lines.size() == 1 ? -1 : first;
      }
    },
    TRUNCATE {
      @Override
      int at(List<String> lines, int i) {
        lines.subList(i, lines.size()).clear();
        return i;
      }
    };

    /** The first index in the batch that is wrong then, or -1 if nothing was changed. */
    abstract int at(List<String> lines, int i);
  }

  @ParameterizedTest
  @EnumSource
  void namesTheFirstBadRecordWhereverItIs(Tampering tampering) {
    ledger.append(3, 1, 300, 40);
    for (int index : new int[] {0, 2, 3, 4, 150, 303, 304, 343}) {
      long first = index < 3 ? 0 : index < 4 ? 3 : index < 304 ? 4 : 304;
      List<String> intact = ledger.lines(first);
      List<String> lines = ledger.lines(first);
      int bad = tampering.at(lines, (int) (index - first));
      if (bad >= 0) {
        ledger.rewrite(first, lines);
        assertThat(brokenAt()).as("%s at %d", tampering, index).isEqualTo(first + bad);
        ledger.rewrite(first, intact);
      }
    }
    assertThat(verify.verify()).extracting("size").isEqualTo(344L);
  }

  @Test
  void findsRecordsThatCannotBeReadAnyMore() {
    ledger.append(10, 10);
    byte[] frame = Zstd.compress(new byte[100]);
    byte[] huge = Zstd.compress(new byte[(64 << 20) + 1]);
    for (byte[] records :
        List.of(new byte[0], new byte[] {1}, Arrays.copyOf(frame, frame.length - 1), huge)) {
      ledger.replace(10, records);

      assertThat(verify.verify())
          .isEqualTo(new LedgerState.Broken(10, "The record cannot be read any more"));
    }
  }

  @Test
  void takesRecordsThatAreStoredWithoutAFrame() {
    ledger.append(10, 10);
    ledger.replace(10, String.join("\n", ledger.lines(10)).getBytes(UTF_8));

    assertThat(verify.verify()).extracting("size").isEqualTo(20L);
    assertThat(ledger.lines(10)).hasSize(10);
  }

  @Test
  void findsTheRecordThatWasRewrittenTogetherWithItsHash() {
    ledger.append(10, 10, 10);
    ledger.rewriteWithHashes(10);

    assertThat(brokenAt()).isEqualTo(10);
  }

  @Test
  void findsThatTheCheckpointsWereForgedToo() {
    ledger.append(10, 10, 10);
    ledger.rewriteWithHashes(10);
    Ledger.Stored middle = ledger.stored(10);
    Ledger.Stored last = ledger.stored(20);
    ledger.forgeNote(10, ledger.stored(0), middle);
    ledger.forgeNote(20, ledger.stored(0), middle, last);

    assertThat(brokenAt()).isEqualTo(10);
  }

  @Test
  void findsTheBatchThatWasRemoved() {
    ledger.append(2, 2, 2);
    ledger.sql("DELETE FROM ledger_batch WHERE first_index = 2");

    assertThat(brokenAt()).isEqualTo(2);
  }

  @Test
  void findsTheRecordThatWasInserted() {
    ledger.append(2, 2);
    ledger.rewrite(2, lines -> Stream.concat(lines.stream(), lines.stream()).toList());

    assertThat(brokenAt()).isEqualTo(4);
  }

  @Test
  void findsTheRecordThatWasLeftOutOfItsBatch() {
    ledger.append(1, 3);
    ledger.rewrite(1, lines -> lines.subList(0, 2));

    assertThat(brokenAt()).isEqualTo(3);
  }

  @Test
  void findsBatchesThatWereExchanged() {
    ledger.append(2, 2, 2);
    ledger.sql(
        """
        UPDATE ledger_batch a SET records = b.records FROM ledger_batch b
        WHERE (a.first_index, b.first_index) IN ((2, 4), (4, 2))
        """);

    assertThat(brokenAt()).isEqualTo(2);
  }

  @Test
  void findsThatABatchWasHiddenFromSearches() {
    ledger.append(2, 2);
    ledger.sql("UPDATE ledger_batch SET subjects = '{}' WHERE first_index = 2");

    assertThat(brokenAt()).isEqualTo(2);
  }

  @Test
  void findsThatTheEndWasCutOff() {
    ledger.append(4, 4, 4);
    ledger.sql("DELETE FROM ledger_batch WHERE first_index >= 8");

    assertThat(brokenAt()).isEqualTo(8);
  }

  @Test
  void findsThatContentWasRemovedBeforeItsTime() {
    ledger.append(2, 2);
    ledger.sql("UPDATE ledger_batch SET records = NULL WHERE first_index = 0");

    assertThat(brokenAt()).isEqualTo(0);
  }

  @Test
  void findsAnOldDatabaseThroughTheCheckpointOutsideOfIt() throws Exception {
    ledger.append(2);
    ledger.append(2);
    String kept = Files.readString(ledger.checkpoint);
    ledger.sql("DELETE FROM ledger_batch WHERE first_index >= 2");
    assertThat(kept).contains("\n4\n");

    assertThat(brokenAt()).isEqualTo(2);
  }

  private long brokenAt() {
    return ((LedgerState.Broken) verify.verify()).index();
  }
}
