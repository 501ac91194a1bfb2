package io.aios.sysops.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A disk or a part of one.
 *
 * @param type {@code disk} or {@code partition}
 * @param parent the disk of a partition
 */
public record BlockDevice(
    String name,
    String type,
    @Nullable String parent,
    long bytes,
    boolean readOnly,
    boolean removable,
    boolean rotational,
    @Nullable String model,
    @Nullable String fileSystem,
    List<String> mountPoints) {

  public BlockDevice {
    mountPoints = List.copyOf(mountPoints);
  }
}
