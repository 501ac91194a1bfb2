package io.aios.sysops.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All about one process; what the operating system does not let the server see is null.
 *
 * @param nice from -20, favoured, to 19
 * @param swapBytes memory of it that is swapped out
 * @param peakMemoryBytes most resident memory so far
 * @param readBytes read from devices
 * @param writtenBytes written to devices
 * @param controlGroup path in the unified hierarchy, or of the memory controller
 */
public record ProcessDetail(
    ProcessEntry process,
    int nice,
    @Nullable Long peakMemoryBytes,
    @Nullable Long swapBytes,
    @Nullable Integer openFiles,
    @Nullable String executable,
    @Nullable String workingDirectory,
    @Nullable Long readBytes,
    @Nullable Long writtenBytes,
    @Nullable String controlGroup,
    List<Integer> children) {

  public ProcessDetail {
    children = List.copyOf(children);
  }
}
