package io.aios.security.audit.infrastructure.jdbc;

import io.aios.security.audit.domain.MerkleProofs;
import io.aios.security.audit.domain.MerkleTree;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hashes of subtrees from the hashes in the database: those of the leaves, and those of every
 * perfect subtree of 256^n leaves. A range is folded from at most 256 of them at each level.
 */
final class StoredSubtrees implements MerkleProofs.Subtrees {
  /** Heights of stored subtrees are multiples of this. */
  static final int STEP = 8;

  private final JdbcClient jdbc;

  StoredSubtrees(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public byte[] hash(long from, long to) {
    return hash(from, to, Long.SIZE - STEP);
  }

  private byte[] hash(long from, long to, int highest) {
    long leaves = to - from;
    for (int height = highest; height > 0; height -= STEP) {
      long each = 1L << height;
      boolean whole = from % each == 0 && leaves % each == 0;
      if (whole && leaves >> height <= 1 << STEP) {
        List<byte[]> nodes = nodes(height, from >> height, to >> height);
        // Nodes can be missing where the hashes were written before nodes were kept.
        return nodes.size() == leaves >> height ? fold(nodes) : hash(from, to, height - STEP);
      }
    }
    if (leaves <= 1 << STEP) {
      return fold(leafHashes(from, to));
    }
    long middle = from + MerkleProofs.split(leaves);
    return new MerkleTree().nodeHash(hash(from, middle, highest), hash(middle, to, highest));
  }

  private static byte[] fold(List<byte[]> hashes) {
    MerkleTree tree = new MerkleTree();
    hashes.forEach(tree::append);
    return tree.root();
  }

  private List<byte[]> nodes(int height, long from, long to) {
    return jdbc.sql(
            """
            SELECT hash FROM ledger_node WHERE height = ? AND index >= ? AND index < ?
            ORDER BY index
            """)
        .params(height, from, to)
        .query((row, n) -> row.getBytes(1))
        .list();
  }

  /**
   * @throws IllegalArgumentException if not all of them are there
   */
  List<byte[]> leafHashes(long from, long to) {
    List<byte[]> hashes =
        jdbc
            .sql(
                """
                SELECT first_index, leaf_hashes FROM ledger_batch
                WHERE first_index < :to AND first_index >=
                  (SELECT max(first_index) FROM ledger_batch WHERE first_index <= :from)
                ORDER BY first_index
                """)
            .param("from", from)
            .param("to", to)
            .query((row, n) -> new Run(row.getLong(1), LeafHashes.split(row.getBytes(2))))
            .list()
            .stream()
            .flatMap(run -> run.between(from, to).stream())
            .toList();
    if (hashes.size() != to - from) {
      throw new IllegalArgumentException(
          "The ledger does not have all records from %d to %d".formatted(from, to - 1));
    }
    return hashes;
  }

  private record Run(long first, List<byte[]> hashes) {
    List<byte[]> between(long from, long to) {
      int begin = Math.clamp(from - first, 0, hashes.size());
      int end = Math.clamp(to - first, begin, hashes.size());
      return hashes.subList(begin, end);
    }
  }
}
