package io.aios.security.audit.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolFailure;
import io.aios.security.audit.domain.LedgerState;
import io.aios.security.audit.domain.SignedCheckpoint;
import io.aios.security.audit.usecase.CheckpointNotes;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.ProveLedger;
import io.aios.security.audit.usecase.VerifyLedger;
import jakarta.validation.constraints.Min;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Proving that the audit ledger is as it was written. */
@Component
class ProofTools {
  private final VerifyLedger verify;
  private final ProveLedger prove;
  private final Ledger ledger;
  private final CheckpointNotes notes;

  ProofTools(VerifyLedger verify, ProveLedger prove, Ledger ledger, CheckpointNotes notes) {
    this.verify = verify;
    this.prove = prove;
    this.ledger = ledger;
    this.notes = notes;
  }

  /**
   * @param records how many were checked and found as they were written
   * @param checkpoint the signed note that covers all of them
   * @param verifierKey with which others can check the note
   * @param firstBadIndex the first record that was changed, removed or inserted
   */
  record Verification(
      boolean intact,
      long records,
      @Nullable String checkpoint,
      String verifierKey,
      @Nullable Long firstBadIndex,
      @Nullable String reason) {}

  @Tool(
      name = "security_verify_audit",
      title = "Verify the audit ledger",
      description =
          "Recomputes the Merkle tree of the audit ledger and compares it with every signed checkpoint"
              + " and with the one kept outside the database. Names the first record that is not as it"
              + " was written.",
      timeoutSeconds = 600)
  Verification verifyAudit() {
    String key = notes.verifierKey();
    return switch (verify.verify()) {
      case LedgerState.Intact(long size, var checkpoint) ->
          new Verification(
              true, size, checkpoint.map(SignedCheckpoint::note).orElse(null), key, null, null);
      case LedgerState.Broken(long index, String reason) ->
          new Verification(false, index, null, key, index, reason);
    };
  }

  record ProveAudit(
      @Min(0) @JsonPropertyDescription("Prove that this record is in the ledger.")
          @Nullable Long index,
      @Min(1)
          @JsonPropertyDescription("Prove that the ledger continues the one of this many records.")
          @Nullable Long size) {}

  /**
   * @param leafHash SHA-256(0x00 || record), base64; null for a proof of consistency
   * @param hashes of the proof, base64, ordered as RFC 6962 orders them
   */
  record AuditProof(
      @Nullable String leafHash, List<String> hashes, String checkpoint, String verifierKey) {}

  @Tool(
      name = "security_prove_audit",
      title = "Prove a record or the growth of the audit ledger",
      description =
          "Gives the RFC 6962 inclusion proof of a record (index) or the consistency proof from an"
              + " earlier size (size) to the signed checkpoint, to be checked by anybody.")
  AuditProof proveAudit(ProveAudit asked) {
    Long index = asked.index();
    Long size = asked.size();
    if (index != null && size == null) {
      ProveLedger.Proof proof = proved(() -> prove.inclusion(index));
      return proof(base64(ledger.leafHash(index)), proof);
    }
    if (size != null && index == null) {
      return proof(null, proved(() -> prove.consistency(size)));
    }
    throw new ToolFailure(
        "index-or-size", "A proof is asked for by either index or size, not by both or none");
  }

  private AuditProof proof(@Nullable String leafHash, ProveLedger.Proof proof) {
    List<String> hashes = proof.hashes().stream().map(ProofTools::base64).toList();
    return new AuditProof(leafHash, hashes, proof.head().note(), notes.verifierKey());
  }

  private static ProveLedger.Proof proved(Supplier<ProveLedger.Proof> proof) {
    try {
      return proof.get();
    } catch (IllegalArgumentException e) {
      throw new ToolFailure(
          String.valueOf(e.getMessage()), "security_verify_audit tells the size.");
    }
  }

  private static String base64(byte[] hash) {
    return Base64.getEncoder().encodeToString(hash);
  }
}
