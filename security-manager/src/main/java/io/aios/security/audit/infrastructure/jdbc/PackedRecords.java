package io.aios.security.audit.infrastructure.jdbc;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.aios.security.audit.domain.RecordLines;
import io.aios.security.audit.usecase.Ledger.UnreadableRecords;

/**
 * Records as they are stored: lines in a Zstandard frame (RFC 8878), a quarter of their size. What
 * was stored before there were frames is plain, and begins with the brace of its first object.
 */
final class PackedRecords {
  private static final int FASTEST = 1;

  /** No batch comes near it; a frame that says so was not written by this ledger. */
  private static final int MOST_BYTES = 64 << 20;

  private PackedRecords() {}

  static byte[] pack(byte[] text) {
    return Zstd.compress(text, FASTEST);
  }

  /**
   * @throws UnreadableRecords if it is no whole frame, or one of more than 64 MiB
   */
  static RecordLines unpack(byte[] packed) {
    if (packed.length == 0) {
      throw new UnreadableRecords("Nothing, and no frame");
    }
    if (packed[0] == '{') {
      return RecordLines.of(packed);
    }
    long size = Zstd.getFrameContentSize(packed);
    if (size < 0 || size > MOST_BYTES) {
      throw new UnreadableRecords("A frame of %d bytes".formatted(size));
    }
    byte[] text = new byte[(int) size];
    try {
      if (Zstd.decompress(text, packed) != size) {
        throw new UnreadableRecords("A frame that holds less than it says");
      }
    } catch (ZstdException e) {
      throw new UnreadableRecords(String.valueOf(e.getMessage()));
    }
    return RecordLines.of(text);
  }
}
