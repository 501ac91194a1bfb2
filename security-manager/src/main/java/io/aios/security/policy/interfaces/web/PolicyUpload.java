package io.aios.security.policy.interfaces.web;

import io.aios.security.policy.domain.PolicyDraft;
import io.aios.security.policy.domain.PolicyTest;
import io.aios.security.policy.domain.PolicyTest.Given;
import io.aios.security.policy.domain.Verdict;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policies as they are sent. */
record PolicyUpload(
    @NotNull @Size(max = 100)
        Map<
                @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}\\.cedar") String,
                @NotNull @Size(max = 1_000_000) String>
            files,
    @Nullable @Size(max = 1_000) List<@Valid Test> tests,
    @Nullable @Size(max = 500) String note) {

  record Test(
      @NotBlank @Size(max = 200) String name,
      @NotBlank @Size(max = 200) String subject,
      @Nullable Set<String> groups,
      @Nullable @Size(max = 200) String client,
      @NotBlank @Pattern(regexp = "[a-z][a-z0-9-]*_[a-z0-9_]+") String tool,
      @NotBlank @Pattern(regexp = "read|write|destructive|external") String risk,
      @Nullable Set<String> scopes,
      @Nullable Instant at,
      @Nullable String source,
      @Nullable Map<String, Object> arguments,
      @Nullable @Valid Host host,
      @Nullable @Valid Recent recent,
      @NotBlank @Pattern(regexp = "allow|deny|step-up") String expect) {

    PolicyTest toDomain() {
      String server = tool.substring(0, tool.indexOf('_'));
      return new PolicyTest(
          name,
          subject,
          Objects.requireNonNullElse(groups, Set.of()),
          Objects.requireNonNullElse(client, "aios-cli"),
          tool,
          risk,
          Objects.requireNonNullElse(scopes, Set.of(server + ":" + risk)),
          at,
          source,
          new Given(
              arguments,
              host == null ? null : host.toDomain(),
              recent == null ? null : recent.toDomain()),
          Verdict.valueOf(expect.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
  }

  /** The machine; what is not said is idle. */
  record Host(
      @Nullable @Min(0) @Max(100) Integer cpu,
      @Nullable @Min(0) @Max(100) Integer memory,
      @Nullable @Min(0) @Max(100) Integer disk) {

    PolicyTest.Host toDomain() {
      return new PolicyTest.Host(
          Objects.requireNonNullElse(cpu, 0),
          Objects.requireNonNullElse(memory, 0),
          Objects.requireNonNullElse(disk, 0));
    }
  }

  /** What the user did lately; what is not said is nothing. */
  record Recent(
      @Nullable @PositiveOrZero Long requests,
      @Nullable @PositiveOrZero Long refusals,
      @Nullable Boolean throttled) {

    PolicyTest.Recent toDomain() {
      return new PolicyTest.Recent(
          Objects.requireNonNullElse(requests, 0L),
          Objects.requireNonNullElse(refusals, 0L),
          Objects.requireNonNullElse(throttled, false));
    }
  }

  PolicyDraft toDomain() {
    return new PolicyDraft(
        files,
        tests == null ? List.of() : tests.stream().map(Test::toDomain).toList(),
        note == null ? "" : note);
  }
}
