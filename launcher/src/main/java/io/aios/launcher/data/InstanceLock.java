package io.aios.launcher.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Lets one suite at a time use a data directory; the system frees it however the holder ends. */
public final class InstanceLock implements AutoCloseable {
  private final FileChannel channel;

  private InstanceLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws StartFailure naming the process that holds it
   */
  public static InstanceLock take(DataDirectory data) {
    InstanceLock lock = tryTake(data);
    if (lock == null) {
      throw heldBy(data);
    }
    return lock;
  }

  /** Whether some process holds the lock now. */
  public static boolean isHeld(DataDirectory data) {
    if (java.nio.file.Files.notExists(file(data))) {
      return false;
    }
    try (InstanceLock lock = tryTake(data)) {
      return lock == null;
    } catch (IOException e) {
      throw StartFailure.of("data directory " + data.root(), e);
    }
  }

  private static @Nullable InstanceLock tryTake(DataDirectory data) {
    try {
      FileChannel channel =
          FileChannel.open(file(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null) {
        channel.close();
        return null;
      }
      return new InstanceLock(channel);
    } catch (IOException e) {
      throw StartFailure.of("data directory " + data.root(), e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static Path file(DataDirectory data) {
    return data.run().resolve("lock");
  }

  private static StartFailure heldBy(DataDirectory data) {
    String holder =
        SuiteState.read(data)
            .map(state -> "pid " + state.pid() + ", " + state.gatewayUrl())
            .orElse("another process");
    return new StartFailure(
        "data directory " + data.root(),
        "a suite is running on it already (" + holder + ")",
        "Use it, stop it with `aios down`, or start a second one with another --data.");
  }

  /**
   * Keeps the lock until this thread is interrupted; its close afterwards keeps it reachable, and
   * an unreachable lock is freed.
   */
  public void hold() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
