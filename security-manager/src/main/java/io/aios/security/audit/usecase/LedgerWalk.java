package io.aios.security.audit.usecase;

import io.aios.security.audit.domain.BatchFacets;
import io.aios.security.audit.domain.Checkpoint;
import io.aios.security.audit.domain.Facets;
import io.aios.security.audit.domain.LedgerState;
import io.aios.security.audit.domain.MerkleTree;
import io.aios.security.audit.domain.RecordLines;
import io.aios.security.audit.domain.SignedCheckpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk of a verifier: compares batches, rebuilds the tree from them in their order, and stops
 * at the first fault.
 */
final class LedgerWalk {
  private final CheckpointNotes notes;
  private final RecordReading reading;
  private final Optional<Checkpoint> outside;
  private final long trimmed;
  private final MerkleTree tree = new MerkleTree();
  private final List<Long> checkpointSizes = new ArrayList<>();
  private Optional<LedgerState.Broken> fault = Optional.empty();
  private boolean outsideDiffers;

  /**
   * @param trimmed content of records below this index may be missing
   */
  LedgerWalk(
      CheckpointNotes notes,
      RecordReading reading,
      Optional<SignedCheckpoint> outside,
      long trimmed) {
    this.notes = notes;
    this.reading = reading;
    this.outside = outside.map(SignedCheckpoint::checkpoint);
    this.trimmed = trimmed;
  }

  Optional<LedgerState.Broken> fault() {
    return fault;
  }

  long size() {
    return tree.size();
  }

  /** Where checkpoints were met, in order, each with the root that the walk found too. */
  List<Long> checkpointSizes() {
    return checkpointSizes;
  }

  /** Whether the checkpoint outside the database names another tree of its size. */
  boolean outsideDiffers() {
    return outsideDiffers;
  }

  /**
   * A batch whose records were compared with what is stored of them.
   *
   * @param fault the first difference
   */
  record Compared(Ledger.Stored batch, Optional<LedgerState.Broken> fault) {}

  /** What needs no other batch than this; any thread may do it. */
  Compared compared(Ledger.Stored batch) {
    Ledger.StoredRecords records = batch.records();
    LedgerState.Broken fault = records == null ? untimely(batch) : difference(records, batch);
    return new Compared(batch, Optional.ofNullable(fault));
  }

  /** Takes batches in their order; false at the first fault. */
  boolean visit(Compared compared) {
    Ledger.Stored batch = compared.batch();
    if (batch.first() != tree.size()) {
      return broken(tree.size(), "The record is missing; the next one is " + batch.first());
    }
    if (compared.fault().isPresent()) {
      fault = compared.fault();
      return false;
    }
    batch.leafHashes().forEach(tree::append);
    compareWithOutside();
    return isAsSigned(batch);
  }

  private LedgerState.@Nullable Broken untimely(Ledger.Stored batch) {
    long next = batch.first() + batch.leafHashes().size();
    return next <= trimmed
        ? null
        : new LedgerState.Broken(
            batch.first(), "The record's content was removed; retention did not allow it");
  }

  private LedgerState.@Nullable Broken difference(
      Ledger.StoredRecords records, Ledger.Stored batch) {
    try {
      return difference(records.lines(), batch);
    } catch (Ledger.UnreadableRecords e) {
      return new LedgerState.Broken(batch.first(), "The record cannot be read any more");
    }
  }

  private LedgerState.@Nullable Broken difference(RecordLines lines, Ledger.Stored batch) {
    MerkleTree hashes = new MerkleTree();
    List<byte[]> stored = batch.leafHashes();
    List<Facets> facets = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      byte[] hash = hashes.leafHash(lines.text(), lines.start(i), lines.end(i));
      if (i >= stored.size() || !Arrays.equals(hash, stored.get(i))) {
        return new LedgerState.Broken(batch.first() + i, "The record does not match its hash");
      }
      facets.add(reading.facets(lines.text(), lines.start(i), lines.end(i)));
    }
    if (stored.size() != lines.size()) {
      return new LedgerState.Broken(
          batch.first() + lines.size(), "The record is missing from its batch");
    }
    return BatchFacets.of(facets).equals(batch.facets())
        ? null
        : new LedgerState.Broken(
            batch.first(), "What the batch is searched by differs from its records");
  }

  private boolean isAsSigned(Ledger.Stored batch) {
    String note = batch.note();
    if (note == null) {
      return true;
    }
    boolean same =
        notes.read(note).map(SignedCheckpoint::checkpoint).filter(c -> c.isOf(tree)).isPresent();
    if (!same) {
      long before = checkpointSizes.isEmpty() ? 0 : checkpointSizes.getLast();
      return broken(
          before,
          "Records %d to %d are not those that were signed".formatted(before, tree.size() - 1));
    }
    checkpointSizes.add(tree.size());
    return true;
  }

  private void compareWithOutside() {
    if (outside.isPresent() && outside.get().size() == tree.size()) {
      outsideDiffers = !outside.get().isOf(tree);
    }
  }

  private boolean broken(long index, String reason) {
    fault = Optional.of(new LedgerState.Broken(index, reason));
    return false;
  }
}
