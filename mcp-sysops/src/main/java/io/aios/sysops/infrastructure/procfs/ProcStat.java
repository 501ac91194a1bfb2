package io.aios.sysops.infrastructure.procfs;

/**
 * One line of {@code /proc/<pid>/stat}, see proc_pid_stat(5).
 *
 * @param name at most 15 bytes; may contain anything, also parentheses
 * @param flags of the kernel's {@code PF_*}
 * @param cpuTicks user and system time
 */
record ProcStat(
    int pid,
    String name,
    char state,
    int parent,
    long flags,
    long cpuTicks,
    int nice,
    int threads,
    long startTicks,
    long residentPages) {
  private static final long PF_KTHREAD = 0x00200000;

  static ProcStat parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    String[] rest = line.substring(close + 2).strip().split(" ", -1);
    return new ProcStat(
        Integer.parseInt(line.substring(0, open).strip()),
        line.substring(open + 1, close),
        rest[0].charAt(0),
        Integer.parseInt(rest[1]),
        Long.parseLong(rest[6]),
        Long.parseLong(rest[11]) + Long.parseLong(rest[12]),
        Integer.parseInt(rest[16]),
        Integer.parseInt(rest[17]),
        Long.parseLong(rest[19]),
        Long.parseLong(rest[21]));
  }

  boolean kernelThread() {
    return (flags & PF_KTHREAD) != 0;
  }

  String stateName() {
    return switch (state) {
      case 'R' -> "running";
      case 'S' -> "sleeping";
      case 'D' -> "waiting for a device";
      case 'Z' -> "zombie";
      case 'T' -> "stopped";
      case 't' -> "traced";
      case 'I' -> "idle";
      case 'X', 'x' -> "dead";
      default -> String.valueOf(state);
    };
  }
}
