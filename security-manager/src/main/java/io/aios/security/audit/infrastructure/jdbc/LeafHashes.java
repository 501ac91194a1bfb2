package io.aios.security.audit.infrastructure.jdbc;

import io.aios.security.audit.domain.MerkleTree;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A batch's hashes as one value. */
final class LeafHashes {
  private LeafHashes() {}

  static byte[] join(List<byte[]> hashes) {
    ByteBuffer joined = ByteBuffer.allocate(hashes.size() * MerkleTree.HASH_BYTES);
    hashes.forEach(joined::put);
    return joined.array();
  }

  /** A rest that is no whole hash counts as one, and matches nothing. */
  static List<byte[]> split(byte[] joined) {
    int size = MerkleTree.HASH_BYTES;
    return IntStream.iterate(0, from -> from < joined.length, from -> from + size)
        .mapToObj(from -> Arrays.copyOfRange(joined, from, Math.min(from + size, joined.length)))
        .toList();
  }
}
