package io.aios.security.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * One line of the ledger.
 *
 * @param index from 1, without gaps
 * @param record JSON, as it was hashed
 * @param hash SHA-256 over the previous line's hash, the index, the event id and the record, in hex
 */
public record LedgerEntry(long index, UUID eventId, String record, String hash) {
  /** What the first line builds on. */
  public static final LedgerHead EMPTY = new LedgerHead(0, "0".repeat(64));

  /** The line that follows the given head. */
  public static LedgerEntry after(LedgerHead head, UUID eventId, String record) {
    long index = head.index() + 1;
    return new LedgerEntry(index, eventId, record, hash(head.hash(), index, eventId, record));
  }

  public boolean follows(LedgerHead head) {
    return index == head.index() + 1 && hash.equals(hash(head.hash(), index, eventId, record));
  }

  public LedgerHead head() {
    return new LedgerHead(index, hash);
  }

  private static String hash(String previous, long index, UUID eventId, String record) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(HexFormat.of().parseHex(previous));
      sha.update(
          ByteBuffer.allocate(24)
              .putLong(index)
              .putLong(eventId.getMostSignificantBits())
              .putLong(eventId.getLeastSignificantBits())
              .flip());
      return HexFormat.of().formatHex(sha.digest(record.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
