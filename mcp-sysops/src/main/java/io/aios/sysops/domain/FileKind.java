package io.aios.sysops.domain;

/** What a directory entry is; {@code OTHER} is a pipe, socket or device. */
public enum FileKind {
  FILE,
  DIRECTORY,
  SYMBOLIC_LINK,
  OTHER;

  private static final int TYPE_MASK = 0170000;

  /** As listings show it. */
  public String text() {
    return switch (this) {
      case FILE -> "file";
      case DIRECTORY -> "directory";
      case SYMBOLIC_LINK -> "symbolic-link";
      case OTHER -> "other";
    };
  }

  /** By {@code st_mode} of stat(2). */
  public static FileKind ofMode(int mode) {
    return switch (mode & TYPE_MASK) {
      case 0100000 -> FILE;
      case 0040000 -> DIRECTORY;
      case 0120000 -> SYMBOLIC_LINK;
      default -> OTHER;
    };
  }
}
