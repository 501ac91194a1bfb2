package io.aios.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * A classic BPF program for the kernel's system-call filter (seccomp(2)). Calls that reach kernel
 * parts no sandboxed program needs fail with EPERM; sockets of other families than the usual, which
 * a network namespace does not confine (vsock), with EAFNOSUPPORT; calls of a foreign architecture
 * kill.
 */
final class SeccompFilter {
  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL_PROCESS = 0x80000000;
  private static final int FAIL = 0x00050000;
  private static final int EPERM = 1;
  private static final int EAFNOSUPPORT = 97;

  /** Offsets in struct seccomp_data. */
  private static final int NUMBER = 0;

  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int X32_BIT = 0x40000000;

  /** Unix, IPv4, IPv6, netlink. */
  private static final List<Integer> SOCKET_FAMILIES = List.of(1, 2, 10, 16);

  /** Name, number on x86-64, number on AArch64. */
  private static final String DENIED =
      """
      acct 163 89
      add_key 248 217
      bpf 321 280
      chroot 161 51
      delete_module 176 106
      finit_module 313 273
      fsconfig 431 431
      fsmount 432 432
      fsopen 430 430
      fspick 433 433
      init_module 175 105
      io_uring_enter 426 426
      io_uring_register 427 427
      io_uring_setup 425 425
      kcmp 312 272
      kexec_file_load 320 294
      kexec_load 246 104
      keyctl 250 219
      lookup_dcookie 212 18
      mount 165 40
      mount_setattr 442 442
      move_mount 429 429
      name_to_handle_at 303 264
      nfsservctl 180 42
      open_by_handle_at 304 265
      open_tree 428 428
      perf_event_open 298 241
      personality 135 92
      pidfd_getfd 438 438
      pivot_root 155 41
      process_vm_readv 310 270
      process_vm_writev 311 271
      ptrace 101 117
      quotactl 179 60
      quotactl_fd 443 443
      reboot 169 142
      request_key 249 218
      setns 308 268
      swapoff 168 225
      swapon 167 224
      syslog 103 116
      umount2 166 39
      unshare 272 97
      userfaultfd 323 282
      vhangup 153 58
      """;

  private final ByteArrayOutputStream program = new ByteArrayOutputStream();

  private SeccompFilter() {}

  /**
   * @param architecture as {@code os.arch} names it; empty for one without a table
   */
  static Optional<byte[]> forArchitecture(String architecture) {
    return switch (architecture) {
      case "amd64", "x86_64" -> Optional.of(new SeccompFilter().build(0xC000003E, 1, 41));
      case "aarch64" -> Optional.of(new SeccompFilter().build(0xC00000B7, 2, 198));
      default -> Optional.empty();
    };
  }

  private byte[] build(int auditArchitecture, int column, int socketNumber) {
    add(LOAD_WORD, 0, 0, ARCHITECTURE);
    add(JUMP_IF_EQUAL, 1, 0, auditArchitecture);
    add(RETURN, 0, 0, KILL_PROCESS);
    add(LOAD_WORD, 0, 0, NUMBER);
    add(JUMP_IF_AT_LEAST, 0, 1, X32_BIT);
    add(RETURN, 0, 0, FAIL | EPERM);
    for (String line : DENIED.lines().toList()) {
      add(JUMP_IF_EQUAL, 0, 1, Integer.parseInt(line.split(" ", -1)[column]));
      add(RETURN, 0, 0, FAIL | EPERM);
    }
    limitSocketFamilies(socketNumber);
    add(RETURN, 0, 0, ALLOW);
    return program.toByteArray();
  }

  private void limitSocketFamilies(int socketNumber) {
    int families = SOCKET_FAMILIES.size();
    add(JUMP_IF_EQUAL, 0, families + 2, socketNumber);
    add(LOAD_WORD, 0, 0, FIRST_ARGUMENT);
    for (int i = 0; i < families; i++) {
      add(JUMP_IF_EQUAL, families - i, 0, SOCKET_FAMILIES.get(i));
    }
    add(RETURN, 0, 0, FAIL | EAFNOSUPPORT);
  }

  private void add(int code, int ifTrue, int ifFalse, int operand) {
    program.writeBytes(
        ByteBuffer.allocate(8)
            .order(ByteOrder.nativeOrder())
            .putShort((short) code)
            .put((byte) ifTrue)
            .put((byte) ifFalse)
            .putInt(operand)
            .array());
  }
}
