package io.aios.sysops.infrastructure.procfs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes the suite stands on: this one, its ancestors, and everything started by it or by
 * the JVM that started it (a launcher, and so the other services and the infrastructure).
 */
final class SuiteFamily {
  private static final String JVM = "java";

  private final Map<Integer, ProcStat> byPid = new HashMap<>();
  private final Set<Integer> ancestors = new HashSet<>();
  private final int head;

  SuiteFamily(List<ProcStat> processes, int self) {
    processes.forEach(process -> byPid.put(process.pid(), process));
    int top = self;
    boolean onlyJvms = true;
    for (ProcStat parent = parentOf(self);
        parent != null && ancestors.add(parent.pid());
        parent = parentOf(parent.pid())) {
      onlyJvms &= parent.name().equals(JVM);
      top = onlyJvms ? parent.pid() : top;
    }
    this.head = top;
  }

  boolean contains(int pid) {
    if (ancestors.contains(pid)) {
      return true;
    }
    Set<Integer> seen = new HashSet<>();
    for (ProcStat current = byPid.get(pid);
        current != null && seen.add(current.pid());
        current = parentOf(current.pid())) {
      if (current.pid() == head) {
        return true;
      }
    }
    return false;
  }

  private @Nullable ProcStat parentOf(int pid) {
    ProcStat process = byPid.get(pid);
    return process == null ? null : byPid.get(process.parent());
  }
}
