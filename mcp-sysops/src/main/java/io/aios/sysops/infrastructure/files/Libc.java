package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/** The system calls relative to a directory descriptor that the JDK does not offer. */
final class Libc {
  static final int O_WRONLY = 1;
  static final int O_CREAT_EXCL = 0x40 | 0x80;
  static final int O_CLOEXEC = 0x80000;
  static final int O_PATH = 0x200000;
  static final int O_DIRECTORY = Platform.isARM() ? 0x4000 : 0x10000;
  static final int O_NOFOLLOW = Platform.isARM() ? 0x8000 : 0x20000;
  static final int AT_FDCWD = -100;
  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int AT_REMOVEDIR = 0x200;
  static final int AT_EMPTY_PATH = 0x1000;
  static final int RENAME_NOREPLACE = 1;
  static final int STATX_BASIC = 0x7ff;

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EACCES = 13;
  static final int EEXIST = 17;
  static final int EXDEV = 18;
  static final int ENOTDIR = 20;
  static final int EISDIR = 21;
  static final int ENOTEMPTY = 39;
  static final int ELOOP = 40;

  static {
    Native.register(Libc.class, Platform.C_LIBRARY_NAME);
  }

  private Libc() {}

  static native int openat(int directory, byte[] name, int flags, int mode)
      throws LastErrorException;

  static native int close(int descriptor) throws LastErrorException;

  static native int statx(int directory, byte[] name, int flags, int mask, Pointer buffer)
      throws LastErrorException;

  static native long getdents64(int descriptor, Pointer buffer, long size)
      throws LastErrorException;

  static native int renameat2(int fromDir, byte[] from, int toDir, byte[] to, int flags)
      throws LastErrorException;

  static native int mkdirat(int directory, byte[] name, int mode) throws LastErrorException;

  static native int unlinkat(int directory, byte[] name, int flags) throws LastErrorException;
}
