package io.aios.sysops.usecase;

import io.aios.sysops.domain.CpuInformation;
import io.aios.sysops.domain.DiskUsage;
import io.aios.sysops.domain.HardwareInformation;
import io.aios.sysops.domain.MemoryInformation;
import io.aios.sysops.domain.NetworkPort;
import io.aios.sysops.domain.SystemInformation;
import java.util.List;

/** Measures the machine. */
public interface Machine {
  SystemInformation system();

  /** Takes the time that it measures over. */
  CpuInformation cpu() throws InterruptedException;

  MemoryInformation memory();

  List<DiskUsage> disks();

  HardwareInformation hardware();

  List<NetworkPort> networkPorts();
}
