package io.aios.security.audit.usecase;

import io.aios.security.audit.domain.Checkpoint;
import io.aios.security.audit.domain.SignedCheckpoint;
import java.util.Optional;

/** Checkpoints as signed notes. */
public interface CheckpointNotes {
  SignedCheckpoint sign(Checkpoint checkpoint);

  /** What a note says, whoever signed it; empty when it is no checkpoint. */
  Optional<SignedCheckpoint> read(String note);

  /** Whether the note bears this ledger's signature. */
  boolean isSigned(String note);

  /** The public key with which others verify notes, in the form of C2SP signed-note. */
  String verifierKey();
}
