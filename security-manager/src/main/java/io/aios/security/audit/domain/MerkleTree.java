package io.aios.security.audit.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * An append-only Merkle tree over SHA-256 (RFC 6962, section 2.1) of which only the perfect
 * subtrees on the right edge are held, so that appending and the root cost O(log n) in time and
 * memory. Not thread-safe.
 */
public final class MerkleTree {
  public static final int HASH_BYTES = 32;
  private static final int LEVELS = 63;

  /** Told of every perfect subtree of more than one leaf as it is completed. */
  @FunctionalInterface
  public interface Completions {
    /**
     * @param height the subtree has 2^height leaves
     * @param index of the subtree among those of its height
     */
    void completed(int height, long index, byte[] hash);
  }

  private final MessageDigest sha = sha256();

  /** At k the subtree of 2^k leaves, present exactly when bit k of the size is set. */
  private final byte[] @Nullable [] edge = new byte[LEVELS][];

  private long size;

  /** A tree of so many leaves, its edge read from where its hashes are kept. */
  public static MerkleTree resume(long size, MerkleProofs.Subtrees subtrees) {
    MerkleTree tree = new MerkleTree();
    long from = 0;
    for (int height = LEVELS - 1; height >= 0; height--) {
      long leaves = 1L << height;
      if ((size & leaves) != 0) {
        tree.edge[height] = subtrees.hash(from, from + leaves);
        from += leaves;
      }
    }
    tree.size = size;
    return tree;
  }

  public MerkleTree copy() {
    MerkleTree copy = new MerkleTree();
    System.arraycopy(edge, 0, copy.edge, 0, LEVELS);
    copy.size = size;
    return copy;
  }

  public long size() {
    return size;
  }

  /** Hash of a leaf's content: SHA-256(0x00 || content). */
  public byte[] leafHash(byte[] content) {
    return leafHash(content, 0, content.length);
  }

  /** Hash of a leaf whose content begins and ends there. */
  public byte[] leafHash(byte[] text, int start, int end) {
    sha.update((byte) 0);
    sha.update(text, start, end - start);
    return sha.digest();
  }

  /** Hash of an inner node: SHA-256(0x01 || left || right). */
  public byte[] nodeHash(byte[] left, byte[] right) {
    sha.update((byte) 1);
    sha.update(left);
    return sha.digest(right);
  }

  public void append(byte[] leafHash) {
    append(leafHash, (height, index, hash) -> {});
  }

  public void append(byte[] leafHash, Completions completions) {
    byte[] hash = leafHash;
    int height = 0;
    byte[] left = edge[0];
    while (left != null) {
      hash = nodeHash(left, hash);
      edge[height++] = null;
      completions.completed(height, size >>> height, hash);
      left = edge[height];
    }
    edge[height] = hash;
    size++;
  }

  /** MTH of all leaves; SHA-256 of nothing for the empty tree. */
  public byte[] root() {
    byte[] root = null;
    for (byte[] left : edge) {
      if (left != null) {
        root = root == null ? left : nodeHash(left, root);
      }
    }
    return root == null ? sha.digest("".getBytes(StandardCharsets.US_ASCII)) : root;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
