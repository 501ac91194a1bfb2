package io.aios.gateway.infrastructure.oshi;

import io.aios.gateway.domain.MachineUse;
import io.aios.gateway.usecase.Machine;
import java.io.File;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;

/** Looks at most once a second, and only when asked; whoever asks meanwhile gets the last look. */
@Component
final class OshiMachine implements Machine {
  private static final Logger log = LoggerFactory.getLogger(OshiMachine.class);
  private static final long AGE_NANOS = Duration.ofSeconds(1).toNanos();

  private final File data;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile @Nullable Look last;
  private @Nullable SystemInfo info;

  private static final class Look {
    private final long atNanos = System.nanoTime();
    private final MachineUse use;

    /** Of the processors since the machine started, to compare the next ones with. */
    private final long[] ticks;

    Look(MachineUse use, long[] ticks) {
      this.use = use;
      this.ticks = ticks;
    }
  }

  OshiMachine(@Value("${aios.data-dir:}") String data) {
    this.data = new File(data.isEmpty() ? "." : data);
  }

  @Override
  public Optional<MachineUse> use() {
    Look known = last;
    if (known == null) {
      return Optional.empty();
    }
    if (System.nanoTime() - known.atNanos > AGE_NANOS && looking.tryLock()) {
      try {
        look(known.ticks);
      } finally {
        looking.unlock();
      }
    }
    return Optional.ofNullable(last).map(look -> look.use);
  }

  @Override
  public void prepare() {
    looking.lock();
    try {
      if (last == null) {
        look(null);
      }
    } finally {
      looking.unlock();
    }
  }

  /**
   * The processors' use is that since the look before; unknown in the first one, and taken as 0.
   */
  private void look(long @Nullable [] before) {
    try {
      SystemInfo machine = info == null ? new SystemInfo() : info;
      info = machine;
      CentralProcessor cpu = machine.getHardware().getProcessor();
      GlobalMemory memory = machine.getHardware().getMemory();
      long[] ticks = cpu.getSystemCpuLoadTicks();
      double busy = before == null ? 0 : cpu.getSystemCpuLoadBetweenTicks(before);
      MachineUse use =
          new MachineUse(
              (int) Math.round(busy * 100),
              used(memory.getAvailable(), memory.getTotal()),
              used(data.getUsableSpace(), data.getTotalSpace()));
      last = new Look(use, ticks);
    } catch (RuntimeException | LinkageError e) {
      log.warn("What the machine is at cannot be learnt: {}", e.toString());
      last = null;
    }
  }

  private static int used(long left, long total) {
    return total <= 0 ? 0 : Math.clamp(100 - left * 100 / total, 0, 100);
  }
}
