package io.aios.sysops.domain;

import java.time.Instant;

/**
 * What the file system says about one inode.
 *
 * @param mode type and permission bits as in stat(2)
 * @param device number of the file system
 * @param size apparent size in bytes
 * @param allocated bytes the file takes on the device
 */
public record FileStat(
    int mode,
    int uid,
    int gid,
    long links,
    long inode,
    long device,
    long size,
    long allocated,
    Instant accessed,
    Instant modified,
    Instant changed) {

  public FileKind kind() {
    return FileKind.ofMode(mode);
  }

  /** Permission bits in octal, such as {@code 0644}. */
  public String permissions() {
    return "0%03o".formatted(mode & 07777);
  }

  public boolean sameInode(FileStat other) {
    return inode == other.inode && device == other.device;
  }
}
