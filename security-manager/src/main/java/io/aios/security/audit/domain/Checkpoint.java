package io.aios.security.audit.domain;

import java.util.Base64;

/**
 * A state of the ledger that can be signed.
 *
 * @param size how many records it has
 * @param root root of their Merkle tree, base64
 * @param trimmed content of the records below this index may have been removed by retention
 */
public record Checkpoint(long size, String root, long trimmed) {
  public Checkpoint {
    if (size < 0 || trimmed < 0 || trimmed > size) {
      throw new IllegalArgumentException(
          "No checkpoint: size %d, trimmed %d".formatted(size, trimmed));
    }
  }

  public static Checkpoint of(MerkleTree tree, long trimmed) {
    return new Checkpoint(tree.size(), rootOf(tree), trimmed);
  }

  public boolean isOf(MerkleTree tree) {
    return size == tree.size() && root.equals(rootOf(tree));
  }

  private static String rootOf(MerkleTree tree) {
    return Base64.getEncoder().encodeToString(tree.root());
  }
}
