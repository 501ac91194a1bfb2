package io.aios.policy.tools;

import io.aios.policy.value.LongValue;
import io.aios.policy.value.RecordValue;
import java.util.Map;

/** How much of a machine is in use, each from 0 to 100 per cent. */
public record HostState(int cpu, int memory, int disk) {
  RecordValue value() {
    return new RecordValue(
        Map.of(
            "cpu", new LongValue(cpu),
            "memory", new LongValue(memory),
            "disk", new LongValue(disk)));
  }
}
