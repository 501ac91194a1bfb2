package io.aios.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Two processes of bwrap around the program: ours, and its child, which is process 1 of the
 * sandbox's process namespace and leads the program's process group. Killing the child ends the
 * whole namespace before ours is told.
 */
final class BubblewrapProcess implements SandboxProcess {
  private static final int SIGKILL_STATUS = 128 + 9;
  private static final int SIGXCPU_STATUS = 128 + 24;
  private static final int LAST_SIGNAL = 31;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Process process;
  private final Cgroup cgroup;
  private final long startedAt = System.nanoTime();
  private final AtomicReference<Exit.@Nullable Cause> killedFor = new AtomicReference<>();
  private final CompletableFuture<Exit> end;

  BubblewrapProcess(Process process, Cgroup cgroup, Limits limits, ScheduledExecutorService timer) {
    this.process = process;
    this.cgroup = cgroup;
    // Not by onExit(), which needs a free thread of the common pool.
    this.end =
        CompletableFuture.supplyAsync(() -> exitOf(statusOf(process)), Thread::startVirtualThread);
    var watchdog =
        timer.schedule(
            () -> kill(Exit.Cause.WALL_TIME), limits.wallTime().toMillis(), TimeUnit.MILLISECONDS);
    onEnd(() -> watchdog.cancel(false));
  }

  private static int statusOf(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }

  void onEnd(Runnable action) {
    var _ = end.whenComplete((_, _) -> action.run());
  }

  @Override
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  @Override
  public InputStream stdout() {
    return process.getInputStream();
  }

  @Override
  public InputStream stderr() {
    return process.getErrorStream();
  }

  @Override
  public void interrupt() {
    firstProcess().ifPresent(first -> signalGroup(first.pid()));
  }

  @Override
  public boolean alive() {
    return !end.isDone();
  }

  @Override
  public Optional<Exit> exit() {
    return end.isDone() ? Optional.of(end.join()) : Optional.empty();
  }

  @Override
  public Exit waitFor(Duration patience) throws InterruptedException {
    try {
      return end.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      kill(Exit.Cause.WALL_TIME);
      return end.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    kill(Exit.Cause.CLOSED);
    end.join();
  }

  private void kill(Exit.Cause cause) {
    if (end.isDone()) {
      return;
    }
    killedFor.compareAndSet(null, cause);
    firstProcess().ifPresentOrElse(ProcessHandle::destroyForcibly, process::destroyForcibly);
    try {
      end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Optional<ProcessHandle> firstProcess() {
    return process.children().findFirst();
  }

  private static void signalGroup(long leader) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s INT -- -" + leader)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot send an interrupt: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Exit exitOf(int status) {
    int memoryKills = cgroup.memoryKills();
    Duration wallTime = Duration.ofNanos(System.nanoTime() - startedAt);
    return new Exit(status, causeOf(status, memoryKills), memoryKills, wallTime);
  }

  private Exit.Cause causeOf(int status, int memoryKills) {
    Exit.@Nullable Cause killed = killedFor.get();
    if (killed != null && status == SIGKILL_STATUS) {
      return killed;
    }
    if (memoryKills > 0 && status == SIGKILL_STATUS) {
      return Exit.Cause.MEMORY;
    }
    if (status == SIGXCPU_STATUS) {
      return Exit.Cause.CPU_TIME;
    }
    boolean signalled = status > 128 && status <= 128 + LAST_SIGNAL;
    return signalled ? Exit.Cause.SIGNALLED : Exit.Cause.EXITED;
  }
}
