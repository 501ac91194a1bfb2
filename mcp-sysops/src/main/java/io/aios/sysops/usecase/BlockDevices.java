package io.aios.sysops.usecase;

import io.aios.sysops.domain.BlockDevice;
import java.util.List;

/** Disks and their partitions. */
public interface BlockDevices {
  /** By name; devices without medium are left out. */
  List<BlockDevice> all();
}
