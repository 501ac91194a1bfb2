package io.aios.security.audit;

import io.aios.security.audit.domain.LedgerEntry;
import io.aios.security.audit.domain.MerkleTree;
import io.aios.security.audit.usecase.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The tree that a set of lines should have. */
final class MerkleTreeOf {
  private final MerkleTree tree = new MerkleTree();

  MerkleTreeOf(List<LedgerEntry> entries) {
    entries.forEach(entry -> append(entry.json()));
  }

  MerkleTreeOf(Stream<Ledger.Stored> batches) {
    batches.flatMap(batch -> batch.records().lines().all().stream()).forEach(this::append);
  }

  private void append(String line) {
    tree.append(tree.leafHash(line.getBytes(StandardCharsets.UTF_8)));
  }

  byte[] root() {
    return tree.root();
  }
}
