package io.aios.sysops.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.platform.tools.Tool;
import io.aios.sysops.domain.UnitEntry;
import io.aios.sysops.domain.UnitStatus;
import io.aios.sysops.usecase.Journal;
import io.aios.sysops.usecase.Units;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looking at services and the journal. */
@Component
class UnitTools {
  private static final String UNIT = "[A-Za-z0-9:_.\\\\@-]{1,255}";

  private final Units units;
  private final Journal journal;

  UnitTools(Units units, Journal journal) {
    this.units = units;
    this.journal = journal;
  }

  record ServiceList(
      @Pattern(regexp = "(active|inactive|failed|activating|deactivating|reloading)")
          @JsonPropertyDescription("Only in this state: active, inactive, failed, activating …")
          @Nullable String state,
      @Size(max = 200) @JsonPropertyDescription("Text in the name or description, any case.")
          @Nullable String filter,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "100")
          @JsonPropertyDescription("Services in the answer.")
          int limit,
      @Size(max = 20) @JsonPropertyDescription(Arguments.CURSOR) @Nullable String cursor) {

    boolean takes(UnitEntry unit) {
      String text = (unit.unit() + " " + unit.description()).toLowerCase(Locale.ROOT);
      return (state == null || state.equals(unit.active()))
          && (filter == null || text.contains(filter.toLowerCase(Locale.ROOT)));
    }
  }

  record Services(List<UnitEntry> services, int total, @Nullable String nextCursor) {}

  @Tool(
      name = "sysops_list_services",
      title = "List services",
      description = "Services that systemd has loaded, with their states.")
  Services listServices(ServiceList arguments) {
    var paging = Arguments.paging(arguments.cursor(), arguments.limit());
    List<UnitEntry> all = units.services().stream().filter(arguments::takes).toList();
    return new Services(paging.of(all), all.size(), paging.next(all.size()));
  }

  record Unit(
      @NotNull @Pattern(regexp = UNIT) @JsonPropertyDescription("Unit, such as ssh.service.")
          String unit) {}

  @Tool(
      name = "sysops_get_service_status",
      title = "Get the status of a service",
      description = "State, result, main process, restarts, memory and CPU time of a systemd unit.")
  UnitStatus getServiceStatus(Unit arguments) {
    return units.status(arguments.unit());
  }

  record JournalQuery(
      @Pattern(regexp = UNIT) @JsonPropertyDescription("Only of this unit.") @Nullable String unit,
      @Min(0)
          @Max(7)
          @JsonPropertyDescription("Only this priority and worse: 0 emergency, 3 error, 7 debug.")
          @Nullable Integer priority,
      @Size(max = 40) @JsonPropertyDescription("Not older than this time (2026-01-31T12:00:00Z).")
          @Nullable String since,
      @Size(max = 40) @JsonPropertyDescription("Not newer than this time.") @Nullable String until,
      @Size(max = 1000) @JsonPropertyDescription("PCRE2 expression in the message.")
          @Nullable String grep,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "100")
          @JsonPropertyDescription("Entries in the answer.")
          int limit,
      @Size(max = 500) @JsonPropertyDescription(Arguments.CURSOR) @Nullable String cursor) {}

  @Tool(
      name = "sysops_query_journal",
      title = "Query the journal",
      description =
          "Entries of the system's journal, newest first; nextCursor leads to older ones.")
  Journal.Page queryJournal(JournalQuery arguments) {
    return journal.query(
        new Journal.Query(
            arguments.limit(),
            arguments.unit(),
            arguments.priority(),
            Arguments.instant(arguments.since()),
            Arguments.instant(arguments.until()),
            arguments.grep(),
            arguments.cursor()));
  }
}
