package io.aios.security.audit.usecase;

import io.aios.security.audit.domain.LedgerState;
import io.aios.security.audit.domain.SignedCheckpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;

/**
 * Walks the whole ledger and names the first record that is not as it was written.
 *
 * <p>Three things are compared: every record with its stored hash, which finds a record that was
 * edited; the tree of those hashes with every checkpoint, which finds hashes that were edited with
 * their records; and the checkpoint outside the database with both, which finds a database that was
 * replaced by an older or rebuilt one. Signatures are checked at the end and, where it fails, by
 * bisection: a signed root covers everything before it.
 */
public final class VerifyLedger {
  /** Batches compared with their hashes side by side; one core reads and builds the tree. */
  private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Ledger ledger;
  private final Checkpoints checkpoints;
  private final CheckpointNotes notes;
  private final RecordReading reading;

  public VerifyLedger(
      Ledger ledger, Checkpoints checkpoints, CheckpointNotes notes, RecordReading reading) {
    this.ledger = ledger;
    this.checkpoints = checkpoints;
    this.notes = notes;
    this.reading = reading;
  }

  public LedgerState verify() {
    Optional<String> kept = checkpoints.last();
    Optional<SignedCheckpoint> outside = kept.filter(notes::isSigned).flatMap(notes::read);
    if (kept.isPresent() && outside.isEmpty()) {
      return new LedgerState.Broken(0, "The checkpoint outside the database is not signed");
    }
    // The head names what retention may have removed, so its signature is looked at first.
    long trimmed =
        ledger
            .head()
            .filter(head -> notes.isSigned(head.note()))
            .map(head -> head.checkpoint().trimmed())
            .orElse(0L);
    LedgerWalk walk = new LedgerWalk(notes, reading, outside, trimmed);
    ledger.walk(
        batches ->
            batches.gather(Gatherers.mapConcurrent(AT_ONCE, walk::compared)).allMatch(walk::visit));
    Optional<LedgerState.Broken> fault = walk.fault();
    if (fault.isPresent()) {
      return fault.get();
    }
    return signed(walk).orElseGet(() -> complete(walk, outside));
  }

  /** Empty when the last record is covered by a signature. */
  private Optional<LedgerState> signed(LedgerWalk walk) {
    List<Long> sizes = walk.checkpointSizes();
    long last = sizes.isEmpty() ? 0 : sizes.getLast();
    if (walk.size() == last && (last == 0 || isSigned(last))) {
      return Optional.empty();
    }
    return Optional.of(
        new LedgerState.Broken(lastSigned(sizes), "From here on nothing is signed by this ledger"));
  }

  private long lastSigned(List<Long> sizes) {
    int low = 0;
    int high = sizes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isSigned(sizes.get(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : sizes.get(low - 1);
  }

  private boolean isSigned(long size) {
    return ledger.noteAt(size).filter(notes::isSigned).isPresent();
  }

  private LedgerState complete(LedgerWalk walk, Optional<SignedCheckpoint> outside) {
    if (outside.isPresent() && outside.get().checkpoint().size() > walk.size()) {
      return new LedgerState.Broken(
          walk.size(),
          "Records up to %d were written and are gone"
              .formatted(outside.get().checkpoint().size() - 1));
    }
    if (walk.outsideDiffers()) {
      return new LedgerState.Broken(
          outside.orElseThrow().checkpoint().size() - 1,
          "The ledger up to here is not the one that the checkpoint outside the database names");
    }
    // Not the head, which covers what was written during the walk.
    return new LedgerState.Intact(walk.size(), ledger.noteAt(walk.size()).flatMap(notes::read));
  }
}
