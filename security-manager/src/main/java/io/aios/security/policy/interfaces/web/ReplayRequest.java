package io.aios.security.policy.interfaces.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * What to replay.
 *
 * @param records how many of the ledger's last records are read
 * @param risks risk classes by tool, as the catalogue has them
 */
record ReplayRequest(
    @Min(1) @Max(100_000) int records,
    @NotEmpty @Size(max = 5_000)
        Map<String, @Pattern(regexp = "read|write|destructive|external") String> risks) {}
