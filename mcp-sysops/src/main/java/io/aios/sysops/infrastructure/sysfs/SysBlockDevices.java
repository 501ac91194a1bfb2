package io.aios.sysops.infrastructure.sysfs;

import io.aios.sysops.domain.BlockDevice;
import io.aios.sysops.usecase.BlockDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Block devices by {@code /sys/class/block} and where they are mounted. */
@Component
final class SysBlockDevices implements BlockDevices {
  private static final Path DEVICES = Path.of("/sys/class/block");
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final int SECTOR = 512;

  @Override
  public List<BlockDevice> all() {
    List<String[]> mounts = mounts();
    try (Stream<Path> devices = Files.list(DEVICES)) {
      return devices
          .sorted()
          .map(device -> device(device, mounts))
          .filter(device -> device.bytes() > 0)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static BlockDevice device(Path folder, List<String[]> mounts) {
    String number = text(folder.resolve("dev"));
    boolean partition = Files.exists(folder.resolve("partition"));
    Path disk = partition ? parent(folder) : folder;
    List<String[]> own = mounts.stream().filter(mount -> mount[2].equals(number)).toList();
    return new BlockDevice(
        folder.getFileName().toString(),
        partition ? "partition" : "disk",
        partition ? disk.getFileName().toString() : null,
        number(folder.resolve("size")) * SECTOR,
        number(folder.resolve("ro")) == 1,
        number(disk.resolve("removable")) == 1,
        number(disk.resolve("queue/rotational")) == 1,
        text(disk.resolve("device/model")),
        own.stream().map(SysBlockDevices::fileSystem).findFirst().orElse(null),
        own.stream().map(mount -> mount[4]).distinct().toList());
  }

  /** A partition's folder lies in its disk's. */
  private static Path parent(Path folder) {
    try {
      return Objects.requireNonNullElse(folder.toRealPath().getParent(), folder);
    } catch (IOException e) {
      return folder;
    }
  }

  private static List<String[]> mounts() {
    try {
      return Files.readString(MOUNTS).lines().map(line -> line.split(" ", -1)).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static @Nullable String fileSystem(String[] mount) {
    int separator = List.of(mount).indexOf("-");
    return separator < 0 ? null : mount[separator + 1];
  }

  private static long number(Path file) {
    String text = text(file);
    return text == null ? 0 : Long.parseLong(text);
  }

  private static @Nullable String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return null;
    }
  }
}
