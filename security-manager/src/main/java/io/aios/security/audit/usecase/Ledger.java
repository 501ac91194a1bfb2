package io.aios.security.audit.usecase;

import io.aios.security.audit.domain.BatchFacets;
import io.aios.security.audit.domain.Facets;
import io.aios.security.audit.domain.LedgerEntry;
import io.aios.security.audit.domain.LedgerQuery;
import io.aios.security.audit.domain.MerkleProofs;
import io.aios.security.audit.domain.RecordLines;
import io.aios.security.audit.domain.SignedCheckpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of the ledger, which only grow, in the batches in which they came. */
public interface Ledger {
  /** A record to be written. */
  final class Line {
    private final byte[] json;
    private final Facets facets;

    /**
     * @param json UTF-8 without line breaks; it is not copied
     */
    public Line(byte[] json, Facets facets) {
      this.json = json;
      this.facets = facets;
    }

    public byte[] json() {
      return json;
    }

    public Facets facets() {
      return facets;
    }
  }

  /**
   * Records that arrive together.
   *
   * @param eventId by which a repeated batch is known
   */
  record Batch(UUID eventId, List<Line> lines) {
    public Batch {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A batch as it stands in the store, for a verifier that trusts none of it.
   *
   * @param records null once retention has removed them
   * @param leafHashes one for each record, also where its line was removed
   * @param note the signed checkpoint after this batch, where one was made
   */
  record Stored(
      long first,
      @Nullable StoredRecords records,
      List<byte[]> leafHashes,
      BatchFacets facets,
      @Nullable String note) {}

  /** A batch's records, which are taken apart by whoever needs them. */
  @FunctionalInterface
  interface StoredRecords {
    /**
     * @throws UnreadableRecords if what is stored is not what this ledger writes
     */
    RecordLines lines();
  }

  /** What is stored is not what this ledger writes. */
  final class UnreadableRecords extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableRecords(String message) {
      super(message);
    }
  }

  /**
   * Writes those batches whose event is new, in order, and signs the state after them in the same
   * transaction.
   *
   * @return empty when nothing was new
   */
  Optional<SignedCheckpoint> append(List<Batch> batches);

  /** The last checkpoint as stored, without a check of its signature. */
  Optional<SignedCheckpoint> head();

  /** The checkpoint signed at exactly this size, if there is one. */
  Optional<String> noteAt(long size);

  /** Lets all batches be read in order; the stream ends with the reader. */
  <T> T walk(Function<Stream<Stored>, T> reader);

  List<LedgerEntry> find(LedgerQuery query);

  /** Records from an index on, oldest first, without those that retention removed. */
  List<LedgerEntry> from(long index, int limit);

  /** How many records were ever written. */
  long size();

  /** Hashes of stored subtrees, for proofs. */
  MerkleProofs.Subtrees subtrees();

  /** Stored hash of a record, which retention keeps. */
  byte[] leafHash(long index);

  /**
   * Removes the content of batches that are older throughout, and signs that it may be missing.
   *
   * @return empty when there was nothing to remove
   */
  Optional<SignedCheckpoint> trim(Instant before);
}
