package io.aios.security.audit.usecase;

import io.aios.security.audit.domain.MerkleProofs;
import io.aios.security.audit.domain.SignedCheckpoint;
import java.util.List;

/** Makes proofs that anybody can check against a signed checkpoint. */
public final class ProveLedger {
  /**
   * @param hashes from the leaf up for an inclusion; as RFC 6962 orders them for a consistency
   * @param head what they lead to
   */
  public record Proof(List<byte[]> hashes, SignedCheckpoint head) {}

  private final Ledger ledger;

  public ProveLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * That a record is in the ledger.
   *
   * @throws IllegalArgumentException if there is no such record
   */
  public Proof inclusion(long index) {
    SignedCheckpoint head = head();
    return new Proof(proofs().inclusion(index, head.checkpoint().size()), head);
  }

  /**
   * That the ledger of today continues the one of an earlier size.
   *
   * @throws IllegalArgumentException if it never had that size
   */
  public Proof consistency(long earlier) {
    SignedCheckpoint head = head();
    return new Proof(proofs().consistency(earlier, head.checkpoint().size()), head);
  }

  private SignedCheckpoint head() {
    return ledger
        .head()
        .orElseThrow(() -> new IllegalArgumentException("The ledger has no records yet"));
  }

  private MerkleProofs proofs() {
    return new MerkleProofs(ledger.subtrees());
  }
}
