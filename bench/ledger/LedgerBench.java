package io.aios.security.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.tools.Risk;
import io.aios.security.Server;
import io.aios.security.audit.domain.LedgerState;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.RecordAudit;
import io.aios.security.audit.usecase.VerifyLedger;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ledger of a running security-manager on Postgres: what appending and verifying a million
 * records take, beside what the same bytes take in COPY and in SHA-256 alone. Prints the report;
 * exits with 1 out of bounds.
 */
final class LedgerBench {
  private static final int BATCH = 200;
  private static final int BATCHES_AT_ONCE = 25;
  private static final double APPEND_BOUND = 50_000;
  private static final double VERIFY_BOUND_SECONDS = 5;
  private static final int VERIFICATIONS = 3;

  private final Server server = Server.running();
  private final DataSource database = server.bean(DataSource.class);
  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private final JsonRecords json = server.bean(JsonRecords.class);
  private final Random random = new Random(42);
  private final int records;
  private long bytes;
  private long appendNanos;
  private long copyNanos;
  private long hashNanos;

  private LedgerBench(int records) {
    this.records = records;
  }

  public static void main(String[] arguments) {
    int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int status = 1;
    try {
      status = new LedgerBench(records).run() ? 0 : 1;
    } catch (Exception e) {
      e.printStackTrace();
    } finally {
      System.exit(status); // the service's threads would go on
    }
  }

  private boolean run() throws Exception {
    requireRealCommits();
    createTableToCopyTo();
    append();
    double[] verify = new double[VERIFICATIONS];
    for (int i = 0; i < VERIFICATIONS; i++) {
      verify[i] = verifySeconds();
    }
    double copyOut = copyOutSeconds();
    double perSecond = records / seconds(appendNanos);
    double best = Arrays.stream(verify).min().orElseThrow();
    double worst = Arrays.stream(verify).max().orElseThrow();
    System.out.printf(
        """
        # The audit ledger

        `./aios bench ledger`: %,d records of %d bytes in batches of %d, %d batches in a transaction, on Postgres that commits to the disk; %d cores \
        shared by it and the service; threat detection, which has a bench of its own, is off.

        | | seconds | records/s |
        |---|---|---|
        | append: JSON, hashes, tree, signature, rows, checkpoint file | %.2f | %,.0f |
        | floor: COPY of the same bytes into a table, uncompressed, as many commits | %.2f | %,.0f |
        | verify, the slowest of %d | %.2f | %,.0f |
        | verify, the fastest | %.2f | %,.0f |
        | floor: COPY of the same bytes out of Postgres | %.2f | %,.0f |
        | floor: SHA-256 of the same records, one thread | %.2f | %,.0f |

        Bounds: at least %,.0f records/s appended, 1,000,000 records verified in at most %.0f s.
        """,
        records,
        bytes / records,
        BATCH,
        BATCHES_AT_ONCE,
        Runtime.getRuntime().availableProcessors(),
        seconds(appendNanos),
        perSecond,
        seconds(copyNanos),
        records / seconds(copyNanos),
        VERIFICATIONS,
        worst,
        records / worst,
        best,
        records / best,
        copyOut,
        records / copyOut,
        seconds(hashNanos),
        records / seconds(hashNanos),
        APPEND_BOUND,
        VERIFY_BOUND_SECONDS);
    return perSecond >= APPEND_BOUND && worst * 1_000_000 / records <= VERIFY_BOUND_SECONDS;
  }

  private void requireRealCommits() {
    for (String setting : List.of("fsync", "synchronous_commit")) {
      String value = jdbc.sql("SHOW " + setting).query(String.class).single();
      if (!value.equals("on")) {
        throw new IllegalStateException(setting + " is " + value);
      }
    }
  }

  /** Uncompressed, as a table without the ledger's own packing would hold them fastest. */
  private void createTableToCopyTo() {
    jdbc.sql("CREATE TABLE copied (records text STORAGE EXTERNAL, leaf_hashes bytea)").update();
  }

  private void append() throws Exception {
    RecordAudit audit = server.bean(RecordAudit.class);
    try (Connection connection = database.getConnection()) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (int done = 0; done < records; done += BATCH * BATCHES_AT_ONCE) {
        List<List<AuditRecord>> chunk = chunk(done);
        long start = System.nanoTime();
        audit.record(chunk.stream().map(this::batch).toList());
        appendNanos += System.nanoTime() - start;
        List<List<byte[]>> lines = lines(chunk);
        start = System.nanoTime();
        List<byte[]> hashes = hashes(lines);
        hashNanos += System.nanoTime() - start;
        byte[] rows = rows(lines, hashes);
        start = System.nanoTime();
        copy.copyIn("COPY copied FROM STDIN (FORMAT text)", new ByteArrayInputStream(rows));
        copyNanos += System.nanoTime() - start;
      }
    }
  }

  /** As the listener does with an event. */
  private Ledger.Batch batch(List<AuditRecord> entries) {
    return new Ledger.Batch(
        UUID.randomUUID(),
        entries.stream()
            .map(entry -> new Ledger.Line(json.write(entry), JsonRecords.facets(entry)))
            .toList());
  }

  private List<List<AuditRecord>> chunk(int from) {
    List<List<AuditRecord>> batches = new ArrayList<>();
    for (int b = from; b < Math.min(records, from + BATCH * BATCHES_AT_ONCE); b += BATCH) {
      List<AuditRecord> batch = new ArrayList<>();
      for (int i = b; i < Math.min(records, b + BATCH); i++) {
        batch.add(entry(i));
      }
      batches.add(batch);
    }
    return batches;
  }

  private AuditRecord entry(int i) {
    return new AuditRecord(
        new UUID(random.nextLong(), random.nextLong()),
        Instant.EPOCH.plusSeconds(1_790_000_000L).plusNanos(i * 1_000_003L),
        "user-" + random.nextInt(50),
        "aios-cli",
        "tool.call",
        "sysops_list_processes_" + random.nextInt(20),
        random.nextInt(20) == 0 ? AuditOutcome.REFUSED : AuditOutcome.ALLOWED,
        200,
        null,
        hex(32),
        random.nextInt(1_000_000),
        hex(16),
        new UUID(random.nextLong(), random.nextLong()).toString(),
        "127.0.0.1",
        null,
        "session-" + random.nextInt(500),
        Risk.READ,
        (long) random.nextInt(100_000));
  }

  private String hex(int length) {
    byte[] some = new byte[length];
    random.nextBytes(some);
    return HexFormat.of().formatHex(some);
  }

  private List<List<byte[]>> lines(List<List<AuditRecord>> chunk) {
    List<List<byte[]>> all =
        chunk.stream()
            .map(batch -> batch.stream().map(json::write).toList())
            .toList();
    all.forEach(batch -> batch.forEach(line -> bytes += line.length));
    return all;
  }

  private static List<byte[]> hashes(List<List<byte[]>> lines) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    List<byte[]> hashes = new ArrayList<>();
    for (List<byte[]> batch : lines) {
      for (byte[] line : batch) {
        hashes.add(sha.digest(line));
      }
    }
    return hashes;
  }

  /** COPY's text format, in which a line break of the value is written as a backslash and n. */
  private static byte[] rows(List<List<byte[]>> lines, List<byte[]> hashes) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (List<byte[]> batch : lines) {
      for (byte[] line : batch) {
        text.append(new String(line, UTF_8).replace("\\", "\\\\")).append("\\n");
      }
      text.append("\t\\\\x");
      for (int i = 0; i < batch.size(); i++) {
        text.append(HexFormat.of().formatHex(hashes.get(next++)));
      }
      text.append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  private double verifySeconds() {
    long start = System.nanoTime();
    LedgerState state = server.bean(VerifyLedger.class).verify();
    double took = seconds(System.nanoTime() - start);
    if (!(state instanceof LedgerState.Intact intact) || intact.size() != records) {
      throw new IllegalStateException("The ledger is " + state);
    }
    return took;
  }

  private double copyOutSeconds() throws Exception {
    try (Connection connection = database.getConnection()) {
      long start = System.nanoTime();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("COPY copied TO STDOUT (FORMAT binary)", OutputStream.nullOutputStream());
      return seconds(System.nanoTime() - start);
    }
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
