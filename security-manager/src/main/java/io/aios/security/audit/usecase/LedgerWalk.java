package io.aios.security.audit.usecase;

import io.aios.security.audit.domain.BatchFacets;
import io.aios.security.audit.domain.Checkpoint;
import io.aios.security.audit.domain.Facets;
import io.aios.security.audit.domain.LedgerState;
import io.aios.security.audit.domain.MerkleTree;
import io.aios.security.audit.domain.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One walk of a verifier: rebuilds the tree, batch by batch, and stops at the first fault. */
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

  /** False at the first fault. */
  boolean visit(Ledger.Stored batch) {
    if (batch.first() != tree.size()) {
      return broken(tree.size(), "The record is missing; the next one is " + batch.first());
    }
    List<String> lines = batch.lines();
    boolean good = lines == null ? isTrimmed(batch) : matches(lines, batch);
    if (!good) {
      return false;
    }
    batch.leafHashes().forEach(tree::append);
    compareWithOutside();
    return isAsSigned(batch);
  }

  private boolean isTrimmed(Ledger.Stored batch) {
    long next = batch.first() + batch.leafHashes().size();
    return next <= trimmed
        || broken(batch.first(), "The record's content was removed; retention did not allow it");
  }

  private boolean matches(List<String> lines, Ledger.Stored batch) {
    List<byte[]> stored = batch.leafHashes();
    List<Facets> facets = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      byte[] hash = tree.leafHash(lines.get(i).getBytes(StandardCharsets.UTF_8));
      if (i >= stored.size() || !Arrays.equals(hash, stored.get(i))) {
        return broken(batch.first() + i, "The record does not match its hash");
      }
      facets.add(reading.facets(lines.get(i)));
    }
    if (stored.size() != lines.size()) {
      return broken(batch.first() + lines.size(), "The record is missing from its batch");
    }
    return BatchFacets.of(facets).equals(batch.facets())
        || broken(batch.first(), "What the batch is searched by differs from its records");
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
