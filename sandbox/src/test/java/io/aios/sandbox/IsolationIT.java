package io.aios.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IsolationIT extends Sandboxed {

  @Test
  void provesItselfBeforeUse() {
    assertThat(sandbox.health().cause()).isNull();
    assertThat(sandbox.health().facts()).contains("no host files", "no capability");
  }

  @Test
  void cannotSeeHostFiles() throws Exception {
    Path secret = Files.writeString(temporary.resolve("secret"), "x");
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(
            python(
                    """
                    import os
                    for path in ["/etc/shadow", "/etc/passwd", "/root", "/home", "/var", "/sys", "%s"]:
                        print(path, os.path.exists(path))
                    """
                        .formatted(secret))
                .stdout())
        .hasLineCount(7)
        .doesNotContain("True");
  }

  @Test
  void cannotSeeTheWorkDirectoryOfAnother() throws Exception {
    Path other = Files.createDirectory(temporary.resolve("other"));
    sandbox.own(other);
    Files.writeString(other.resolve("theirs"), "x");
    var result = shell("find / -name theirs 2>/dev/null; echo searched");
    assertThat(result.stdout()).isEqualTo("searched\n");
  }

  @Test
  void inheritsNoOpenFile() throws Exception {
    var result = python("import os; print(sorted(os.listdir('/proc/self/fd')))");
    assertThat(result.stdout()).isEqualTo("['0', '1', '2', '3']\n"); // 3 lists the directory
  }

  @Test
  void canWriteOnlyItsOwnFiles() throws Exception {
    var result =
        shell(
            """
            for d in / /usr /etc /dev /proc /proc/sys/kernel; do
              if (echo x > $d/written) 2>/dev/null; then echo $d; fi
            done
            for d in /work /tmp /dev/shm; do (echo x > $d/written) && echo $d; done
            """);
    assertThat(result.stdout()).isEqualTo("/work\n/tmp\n/dev/shm\n");
    assertThat(work.resolve("written")).hasContent("x");
  }

  @Test
  void filesItWritesDoNotBelongToRoot() throws Exception {
    shell("echo x > written");
    assertThat(Files.getAttribute(work.resolve("written"), "unix:uid")).isNotEqualTo(0);
  }

  @Test
  void cannotReachTheHostsLoopback() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var code =
          "import socket; socket.create_connection(('127.0.0.1', %d), 3); print('connected')"
              .formatted(listening.getLocalPort());
      assertThat(python(code).stderr()).contains("ConnectionRefusedError");
      var sharing = sandbox.run(pythonSpec(code, LIMITS).withNetwork(), OutputListener.none());
      assertThat(sharing.stdout()).isEqualTo("connected\n");
    }
  }

  @Test
  void cannotOpenSocketsThatNamespacesDoNotConfine() throws Exception {
    int vsock = 40;
    var result = python("import socket; socket.socket(%d, socket.SOCK_STREAM)".formatted(vsock));
    assertThat(result.stderr()).contains("Address family not supported");
    assertThat(python("import socket; socket.socketpair(); socket.socket()").exit().succeeded())
        .isTrue();
  }

  @Test
  void hasNoPrivilegeAndCannotGainAny() throws Exception {
    String status = shell("cat /proc/self/status").stdout();
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertThat(status).containsPattern(set + ":\\s+0000000000000000\\n");
    }
    assertThat(status).containsPattern("NoNewPrivs:\\s+1\\n").containsPattern("Seccomp:\\s+2\\n");
    assertThat(shell("id -u; su -c id < /dev/null; mount -t tmpfs x /tmp").stdout())
        .isEqualTo("65534\n");
  }

  @Test
  void isNobodyOnTheHostToo() throws Exception {
    try (SandboxProcess process =
        sandbox.start(SandboxSpec.of(List.of("sleep", "60"), work, LIMITS))) {
      long pid = eventually(() -> pidOf("sleep", "60"));
      Object uid = Files.getAttribute(Path.of("/proc/" + pid), "unix:uid");
      assertThat(uid).isNotEqualTo(0);
      assertThat(process.alive()).isTrue();
    }
  }

  @Test
  void cannotNestUserNamespaces() throws Exception {
    // clone(CLONE_NEWUSER | SIGCHLD) by number: the system-call filter lets clone pass.
    var result =
        python(
            """
            import ctypes, errno, os, platform
            libc = ctypes.CDLL(None, use_errno=True)
            number = 56 if platform.machine() == "x86_64" else 220
            child = libc.syscall(number, 0x10000000 | 17, 0, 0, 0, 0)
            if child == 0: os._exit(0)
            print(child, errno.errorcode[ctypes.get_errno()])
            """);
    assertThat(result.stdout()).isEqualTo("-1 ENOSPC\n");
  }

  @Test
  void filtersSystemCallsThatNoProgramNeeds() throws Exception {
    var result =
        python(
            """
            import ctypes, errno, platform
            libc = ctypes.CDLL(None, use_errno=True)
            intel = platform.machine() == "x86_64"
            for name, number in {"keyctl": (250, 219), "unshare": (272, 97), "bpf": (321, 280),
                                 "io_uring_setup": (425, 425), "ptrace": (101, 117)}.items():
                ctypes.set_errno(0)
                libc.syscall(number[0 if intel else 1], 0, 0, 0, 0, 0)
                print(name, errno.errorcode.get(ctypes.get_errno()))
            """);
    assertThat(result.stdout().lines()).hasSize(5).allMatch(line -> line.endsWith(" EPERM"));
  }

  @Test
  void seesNoOtherProcess() throws Exception {
    String pids = shell("echo /proc/[0-9]*").stdout();
    assertThat(Pattern.compile("/proc/").matcher(pids).results().count()).isLessThanOrEqualTo(2);
  }

  @Test
  void hidesHostPathsAndEnvironment() throws Exception {
    var spec =
        SandboxSpec.of(List.of("/bin/sh", "-c", "env; cat /proc/1/cmdline"), work, LIMITS)
            .withEnvironment(Map.of("GIVEN", "yes"));
    String seen = sandbox.run(spec, OutputListener.none()).stdout();
    assertThat(seen).contains("GIVEN=yes", "HOME=/tmp").doesNotContain(temporary.toString());
    assertThat(seen).doesNotContain("JAVA", "USER=root");
  }

  static long pidOf(String... command) {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process.pid()).equals(String.join("\0", command) + "\0"))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElse(0);
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    } catch (java.io.IOException e) {
      return "";
    }
  }

  static long eventually(java.util.function.LongSupplier supplier) throws InterruptedException {
    long value = supplier.getAsLong();
    for (int i = 0; value == 0 && i < 500; i++) {
      Thread.sleep(10);
      value = supplier.getAsLong();
    }
    return value;
  }
}
