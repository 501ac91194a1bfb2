package io.aios.security.keys.interfaces.web;

import io.aios.security.keys.usecase.IssueKey;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that is asked for.
 *
 * @param scopes no more than the caller has
 * @param lifetimeDays 90 when absent
 * @param callsPerMinute none but the owner's limit when absent
 * @param callsPerDay the same in a day
 */
record KeyRequest(
    @NotBlank @Size(max = 100) String name,
    @NotEmpty @Size(max = 50)
        Set<
                @NotNull
                @Pattern(
                    regexp =
                        "(\\*|[a-z][a-z0-9-]{0,31}):(read|write|destructive|external)|ops:read|approvals:decide")
                String>
            scopes,
    @Nullable @Min(1) @Max(366) Integer lifetimeDays,
    @Nullable @Min(1) @Max(1_000_000) Integer callsPerMinute,
    @Nullable @Min(1) @Max(1_000_000_000) Integer callsPerDay) {
  private static final int DAYS = 90;

  IssueKey.Wish toWish() {
    return new IssueKey.Wish(
        name,
        scopes,
        Duration.ofDays(Objects.requireNonNullElse(lifetimeDays, DAYS)),
        callsPerMinute,
        callsPerDay);
  }
}
