package io.aios.sysops.infrastructure.oshi;

import io.aios.sysops.domain.ControlGroup;
import io.aios.sysops.domain.CpuInformation;
import io.aios.sysops.domain.DiskUsage;
import io.aios.sysops.domain.HardwareInformation;
import io.aios.sysops.domain.MemoryInformation;
import io.aios.sysops.domain.NetworkPort;
import io.aios.sysops.domain.SystemInformation;
import io.aios.sysops.usecase.ControlGroups;
import io.aios.sysops.usecase.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.springframework.stereotype.Component;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;

/** The machine by OSHI, which knows the host, and the control group, which OSHI passes over. */
@Component
final class OshiMachine implements Machine {
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private final SystemInfo info;
  private final ControlGroups controlGroups;

  OshiMachine(SystemInfo info, ControlGroups controlGroups) {
    this.info = info;
    this.controlGroups = controlGroups;
  }

  @Override
  public SystemInformation system() {
    OperatingSystem system = info.getOperatingSystem();
    var version = system.getVersionInfo();
    return new SystemInformation(
        system.getNetworkParams().getHostName(),
        system.getFamily(),
        Known.orElse(version.getVersion(), "unknown"),
        Known.orElse(version.getBuildNumber(), "unknown"),
        System.getProperty("os.arch"),
        Instant.ofEpochSecond(system.getSystemBootTime()),
        system.getSystemUptime(),
        system.getProcessCount(),
        ZoneId.systemDefault().getId(),
        system.getProcess(1) == null ? "unknown" : system.getProcess(1).getName(),
        controlGroups.own().confines());
  }

  @Override
  public CpuInformation cpu() throws InterruptedException {
    CentralProcessor cpu = info.getHardware().getProcessor();
    long[][] before = cpu.getProcessorCpuLoadTicks();
    Thread.sleep(INTERVAL);
    double[] busy = cpu.getProcessorCpuLoadBetweenTicks(before);
    ControlGroup group = controlGroups.own();
    int logical = cpu.getLogicalProcessorCount();
    return new CpuInformation(
        cpu.getProcessorIdentifier().getName().strip(),
        cpu.getProcessorIdentifier().getVendor(),
        cpu.getPhysicalProcessorCount(),
        logical,
        group.cpus() == null ? logical : Math.min(logical, group.cpus()),
        cpu.getMaxFreq() > 0 ? cpu.getMaxFreq() : null,
        Known.percent(DoubleStream.of(busy).average().orElse(0)),
        DoubleStream.of(busy).map(Known::percent).boxed().toList(),
        INTERVAL.toMillis(),
        DoubleStream.of(cpu.getSystemLoadAverage(3)).boxed().toList(),
        group);
  }

  @Override
  public MemoryInformation memory() {
    GlobalMemory memory = info.getHardware().getMemory();
    ControlGroup group = controlGroups.own();
    long limit = group.memoryLimitBytes() == null ? Long.MAX_VALUE : group.memoryLimitBytes();
    long left =
        group.memoryAvailableBytes() == null ? Long.MAX_VALUE : group.memoryAvailableBytes();
    return new MemoryInformation(
        memory.getTotal(),
        memory.getAvailable(),
        Math.min(memory.getTotal(), limit),
        Math.min(memory.getAvailable(), left),
        memory.getVirtualMemory().getSwapTotal(),
        memory.getVirtualMemory().getSwapUsed(),
        group);
  }

  @Override
  public List<DiskUsage> disks() {
    return info.getOperatingSystem().getFileSystem().getFileStores().stream()
        .filter(store -> store.getTotalSpace() > 0)
        .map(OshiMachine::disk)
        .toList();
  }

  private static DiskUsage disk(OSFileStore store) {
    long used = store.getTotalSpace() - store.getFreeSpace();
    boolean inodes = store.getTotalInodes() > 0;
    return new DiskUsage(
        store.getMount(),
        store.getVolume(),
        store.getType(),
        Set.copyOf(Arrays.asList(store.getOptions().split(",", -1))).contains("ro"),
        store.getTotalSpace(),
        used,
        store.getUsableSpace(),
        Known.percent((double) used / Math.max(1, used + store.getUsableSpace())),
        inodes ? store.getTotalInodes() : null,
        inodes ? store.getFreeInodes() : null);
  }

  @Override
  public HardwareInformation hardware() {
    return OshiHardware.read(info.getHardware());
  }

  @Override
  public List<NetworkPort> networkPorts() {
    return info.getHardware().getNetworkIFs(true).stream().map(OshiNetwork::port).toList();
  }
}
