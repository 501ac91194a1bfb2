package io.aios.security.audit.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Audit paths and consistency proofs (RFC 6962, sections 2.1.1 and 2.1.2), made and checked. */
public final class MerkleProofs {
  /** Reads hashes of a stored tree. */
  @FunctionalInterface
  public interface Subtrees {
    /** MTH of the leaves {@code from} (inclusive) to {@code to} (exclusive), at least one. */
    byte[] hash(long from, long to);
  }

  private final Subtrees subtrees;

  public MerkleProofs(Subtrees subtrees) {
    this.subtrees = subtrees;
  }

  /**
   * The audit path of a leaf in the tree of the first {@code size} leaves, from the leaf up.
   *
   * @throws IllegalArgumentException unless {@code 0 <= index < size}
   */
  public List<byte[]> inclusion(long index, long size) {
    require(0 <= index && index < size, "Record %d is not among the first %d", index, size);
    List<byte[]> path = new ArrayList<>();
    inclusion(index, 0, size, path);
    return path;
  }

  private void inclusion(long index, long from, long to, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      inclusion(index, from, middle, path);
      path.add(subtrees.hash(middle, to));
    } else {
      inclusion(index, middle, to, path);
      path.add(subtrees.hash(from, middle));
    }
  }

  /**
   * The proof that the tree of {@code size} leaves continues the one of its first {@code earlier}.
   *
   * @throws IllegalArgumentException unless {@code 0 < earlier <= size}
   */
  public List<byte[]> consistency(long earlier, long size) {
    require(
        0 < earlier && earlier <= size, "A ledger of %d cannot continue into %d", earlier, size);
    List<byte[]> proof = new ArrayList<>();
    consistency(earlier, 0, size, proof);
    return proof;
  }

  private void consistency(long earlier, long from, long to, List<byte[]> proof) {
    if (earlier == to) {
      if (from > 0) {
        proof.add(subtrees.hash(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (earlier <= middle) {
      consistency(earlier, from, middle, proof);
      proof.add(subtrees.hash(middle, to));
    } else {
      consistency(earlier, middle, to, proof);
      proof.add(subtrees.hash(from, middle));
    }
  }

  /** Whether the path leads from the leaf to the root (RFC 9162, section 2.1.3.2). */
  public static boolean includes(
      long index, long size, byte[] leafHash, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= size) {
      return false;
    }
    MerkleTree hashes = new MerkleTree();
    long node = index;
    long last = size - 1;
    byte[] hash = leafHash;
    for (byte[] sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = hashes.nodeHash(sibling, hash);
        int zeros = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>>= zeros;
        last >>>= zeros;
      } else {
        hash = hashes.nodeHash(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  /**
   * Whether the later tree continues the earlier (RFC 9162, section 2.1.4.2).
   *
   * @param earlierRoot of the tree of the first {@code earlier} leaves
   * @param root of the tree of {@code size} leaves
   */
  public static boolean continues(
      long earlier, long size, List<byte[]> proof, byte[] earlierRoot, byte[] root) {
    if (earlier <= 0 || earlier > size) {
      return false;
    }
    if (earlier == size) {
      return proof.isEmpty() && Arrays.equals(earlierRoot, root);
    }
    List<byte[]> path = new ArrayList<>(proof);
    if (Long.bitCount(earlier) == 1) {
      path.addFirst(earlierRoot);
    }
    if (path.isEmpty()) {
      return false;
    }
    long earlierLast = earlier - 1;
    long laterLast = size - 1;
    MerkleTree hashes = new MerkleTree();
    int ones = Long.numberOfTrailingZeros(~earlierLast);
    long node = earlierLast >>> ones;
    long last = laterLast >>> ones;
    byte[] earlierHash = path.getFirst();
    byte[] hash = path.getFirst();
    for (byte[] next : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        earlierHash = hashes.nodeHash(next, earlierHash);
        hash = hashes.nodeHash(next, hash);
        int zeros = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>>= zeros;
        last >>>= zeros;
      } else {
        hash = hashes.nodeHash(hash, next);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(earlierHash, earlierRoot) && Arrays.equals(hash, root);
  }

  /** The largest power of two below n, which is at least 2. */
  public static long split(long n) {
    return Long.highestOneBit(n - 1);
  }

  private static void require(boolean condition, String message, long one, long other) {
    if (!condition) {
      throw new IllegalArgumentException(message.formatted(one, other));
    }
  }
}
