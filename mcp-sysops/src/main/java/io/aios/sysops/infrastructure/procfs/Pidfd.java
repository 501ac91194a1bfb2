package io.aios.sysops.infrastructure.procfs;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/** Process descriptors, which stay with one process when its number is given to another. */
final class Pidfd implements AutoCloseable {
  private static final long PIDFD_OPEN = 434;
  private static final long PIDFD_SEND_SIGNAL = 424;

  static {
    Native.register(Pidfd.class, Platform.C_LIBRARY_NAME);
  }

  private final long descriptor;

  private Pidfd(long descriptor) {
    this.descriptor = descriptor;
  }

  static Pidfd open(int pid) throws LastErrorException {
    return new Pidfd(syscall(PIDFD_OPEN, pid, 0, 0, 0));
  }

  void send(int signal) throws LastErrorException {
    syscall(PIDFD_SEND_SIGNAL, descriptor, signal, 0, 0);
  }

  @Override
  public void close() {
    close((int) descriptor);
  }

  static native int getpagesize();

  static native int geteuid();

  private static native int close(int descriptor) throws LastErrorException;

  private static native long syscall(long number, long a, long b, long c, long d)
      throws LastErrorException;
}
