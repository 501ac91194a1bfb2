package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FilePath;

/**
 * Opens a resolved path name by name from the root, following no link. A link put in after the path
 * was resolved and judged makes this fail instead of leading somewhere else.
 */
final class Walk {
  private Walk() {}

  static Descriptor folder(FilePath real) throws LastErrorException {
    Descriptor current = Descriptor.root();
    for (FileName name : real.names()) {
      try (Descriptor parent = current) {
        current = parent.pinFolder(name);
      }
    }
    return current;
  }

  /** Any kind of entry. */
  static Descriptor entry(FilePath real) throws LastErrorException {
    if (real.names().isEmpty()) {
      return Descriptor.root();
    }
    try (Descriptor parent = folder(real.parent())) {
      return parent.pin(real.names().getLast());
    }
  }
}
