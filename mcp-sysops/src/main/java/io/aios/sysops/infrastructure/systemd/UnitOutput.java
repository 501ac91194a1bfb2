package io.aios.sysops.infrastructure.systemd;

import io.aios.sysops.domain.UnitEntry;
import io.aios.sysops.domain.UnitStatus;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads what systemctl writes. */
final class UnitOutput {
  static final String PROPERTIES =
      "Id,Description,LoadState,ActiveState,SubState,UnitFileState,Result,MainPID,ExecMainStatus,"
          + "NRestarts,MemoryCurrent,CPUUsageNSec,TasksCurrent,ActiveEnterTimestamp,FragmentPath,"
          + "ControlGroup";

  private UnitOutput() {}

  /** An array of objects, from {@code --output=json}. */
  static List<UnitEntry> list(JsonMapper json, String output) {
    return StreamSupport.stream(json.readTree(output).spliterator(), false)
        .map(
            row ->
                new UnitEntry(
                    row.path("unit").asString(""),
                    row.path("load").asString(""),
                    row.path("active").asString(""),
                    row.path("sub").asString(""),
                    row.path("description").asString("")))
        .sorted(Comparator.comparing(UnitEntry::unit))
        .toList();
  }

  /** Lines of {@code Name=value}, from {@code show}; empty when no such unit exists. */
  static Optional<UnitStatus> status(String output) {
    var values = new Values(output);
    if ("not-found".equals(values.text("LoadState"))) {
      return Optional.empty();
    }
    Long nanoseconds = values.number("CPUUsageNSec");
    return Optional.of(
        new UnitStatus(
            values.word("Id"),
            values.word("Description"),
            values.word("LoadState"),
            values.word("ActiveState"),
            values.word("SubState"),
            values.text("UnitFileState"),
            values.text("Result"),
            positive(values.integer("MainPID")),
            values.integer("ExecMainStatus"),
            values.integer("NRestarts"),
            values.number("MemoryCurrent"),
            nanoseconds == null ? null : nanoseconds / 1e9,
            values.number("TasksCurrent"),
            values.time("ActiveEnterTimestamp"),
            values.text("FragmentPath"),
            values.text("ControlGroup")));
  }

  private static @Nullable Integer positive(@Nullable Integer value) {
    return value == null || value <= 0 ? null : value;
  }

  private static final class Values {
    /** systemd writes "not known" and "unlimited" as this, or as words in brackets. */
    private static final BigInteger NOT_SET = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private final Map<String, String> values = new HashMap<>();

    Values(String output) {
      output
          .lines()
          .map(line -> line.split("=", 2))
          .filter(pair -> pair.length == 2)
          .forEach(pair -> values.put(pair[0], pair[1]));
    }

    @Nullable String text(String name) {
      String value = values.get(name);
      return value == null || value.isEmpty() ? null : value;
    }

    String word(String name) {
      return values.getOrDefault(name, "");
    }

    @Nullable Long number(String name) {
      String value = word(name);
      boolean known = value.matches("\\d{1,20}") && !new BigInteger(value).equals(NOT_SET);
      return known ? (Long) new BigInteger(value).longValue() : null;
    }

    @Nullable Integer integer(String name) {
      Long value = number(name);
      return value == null ? null : Math.toIntExact(value);
    }

    @Nullable Instant time(String name) {
      String value = word(name);
      return value.matches("@\\d+") && !value.equals("@0")
          ? Instant.ofEpochSecond(Long.parseLong(value.substring(1)))
          : null;
    }
  }
}
