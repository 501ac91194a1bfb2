package io.aios.sysops.interfaces.tools;

import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.BlockDevice;
import io.aios.sysops.domain.CpuInformation;
import io.aios.sysops.domain.DiskUsage;
import io.aios.sysops.domain.HardwareInformation;
import io.aios.sysops.domain.MemoryInformation;
import io.aios.sysops.domain.SystemInformation;
import io.aios.sysops.usecase.BlockDevices;
import io.aios.sysops.usecase.Machine;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the machine is and how it is used. */
@Component
class SystemTools {
  private final Machine machine;
  private final BlockDevices blockDevices;

  SystemTools(Machine machine, BlockDevices blockDevices) {
    this.machine = machine;
    this.blockDevices = blockDevices;
  }

  @Tool(
      name = "sysops_get_system_information",
      title = "Get system information",
      description = "Host, operating system, kernel, time since boot, time zone, process 1.")
  SystemInformation getSystemInformation() {
    return machine.system();
  }

  @Tool(
      name = "sysops_get_cpu_information",
      title = "Get CPU information",
      description =
          "Processors, what this server's control group allows of them, how busy they were over 300"
              + " ms, and load averages.")
  CpuInformation getCpuInformation() {
    try {
      return machine.cpu();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolFailure("cancelled", "The measurement of the CPUs was cancelled.");
    }
  }

  @Tool(
      name = "sysops_get_memory_information",
      title = "Get memory information",
      description =
          "Memory and swap of the machine, and what this server's control group leaves of it.")
  MemoryInformation getMemoryInformation() {
    return machine.memory();
  }

  record Disks(List<DiskUsage> fileSystems, int total) {}

  @Tool(
      name = "sysops_get_disk_usage",
      title = "Get disk usage",
      description = "Mounted file systems with total, used and usable bytes, and inodes.")
  Disks getDiskUsage() {
    List<DiskUsage> disks = machine.disks();
    return new Disks(disks, disks.size());
  }

  record Devices(List<BlockDevice> devices, int total) {}

  @Tool(
      name = "sysops_list_block_devices",
      title = "List block devices",
      description = "Disks and partitions with size, model and where they are mounted.",
      profile = "hardware")
  Devices listBlockDevices() {
    List<BlockDevice> devices = blockDevices.all();
    return new Devices(devices, devices.size());
  }

  @Tool(
      name = "sysops_get_hardware_information",
      title = "Get hardware information",
      description =
          "Maker, model, firmware, temperature, fans and batteries. Notes say what the machine does"
              + " not tell.",
      profile = "hardware")
  HardwareInformation getHardwareInformation() {
    return machine.hardware();
  }
}
