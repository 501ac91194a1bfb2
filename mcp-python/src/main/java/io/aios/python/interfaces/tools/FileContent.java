package io.aios.python.interfaces.tools;

import io.aios.python.domain.FilePart;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a part of it.
 *
 * @param nextOffset where to read on; null at the end
 */
record FileContent(
    String path,
    FileEncoding encoding,
    String content,
    long totalBytes,
    @Nullable Long nextOffset) {

  static FileContent of(String path, long offset, FilePart part) {
    byte[] bytes = Base64.getDecoder().decode(part.base64());
    long end = offset + bytes.length;
    Long next = bytes.length > 0 && end < part.totalBytes() ? (Long) end : null;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new FileContent(path, FileEncoding.UTF_8, text, part.totalBytes(), next);
    } catch (CharacterCodingException e) {
      return new FileContent(path, FileEncoding.BASE64, part.base64(), part.totalBytes(), next);
    }
  }
}
