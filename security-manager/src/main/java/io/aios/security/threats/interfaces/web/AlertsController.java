package io.aios.security.threats.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.security.threats.domain.Alert;
import io.aios.security.threats.domain.Severity;
import io.aios.security.threats.usecase.AlertQuery;
import io.aios.security.threats.usecase.Alerts;
import io.aios.security.threats.usecase.DecideAlert;
import io.aios.security.usecase.Ownership;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Alerts are about everybody, so they are for administrators. */
@RestController
@RequestMapping("/api/v1/alerts")
class AlertsController {
  private static final int DEFAULT_LIMIT = 50;
  private static final String EVERYBODY = "*";

  /** Postgres stores no NUL. */
  private static final String TEXT = "[^\\x00]*";

  private final Alerts alerts;
  private final DecideAlert decide;
  private final Ownership ownership;

  AlertsController(Alerts alerts, DecideAlert decide, Ownership ownership) {
    this.alerts = alerts;
    this.decide = decide;
    this.ownership = ownership;
  }

  /**
   * Criteria of a list.
   *
   * @param severity at least
   * @param cursor {@code nextCursor} of the page before
   */
  record Criteria(
      @Nullable String state,
      @Nullable String severity,
      @Nullable @Size(max = 100) @Pattern(regexp = TEXT) String rule,
      @Nullable @Size(max = 200) @Pattern(regexp = TEXT) String subject,
      @Nullable @Min(1) @Max(500) Integer limit,
      @Nullable @Min(1) Long cursor) {
    AlertQuery toQuery() {
      return new AlertQuery(
          constant(Alert.State.class, "state", state),
          constant(Severity.class, "severity", severity),
          rule,
          subject,
          cursor,
          limit == null ? DEFAULT_LIMIT : limit);
    }
  }

  /**
   * @param nextCursor where the next page begins, null on the last
   */
  record Page(List<AlertView> alerts, @Nullable Long nextCursor) {}

  record Note(@Nullable @Size(max = 500) @Pattern(regexp = TEXT) String note) {}

  @GetMapping
  Page list(@Valid @ModelAttribute Criteria criteria, CallerIdentity caller) {
    requireAdministrator(caller);
    AlertQuery query = criteria.toQuery();
    List<Alert> found = alerts.list(query);
    return new Page(
        found.stream().map(AlertView::of).toList(),
        found.size() < query.limit() ? null : found.getLast().number());
  }

  @GetMapping("/{id}")
  AlertView get(@PathVariable String id, CallerIdentity caller) {
    requireAdministrator(caller);
    return alerts.find(uuid(id)).map(AlertView::of).orElseThrow(() -> unknown(id));
  }

  @PostMapping("/{id}/acknowledge")
  AlertView acknowledge(
      @PathVariable String id,
      @Valid @RequestBody(required = false) @Nullable Note note,
      CallerIdentity caller) {
    return decide(id, false, note, caller);
  }

  @PostMapping("/{id}/dismiss")
  AlertView dismiss(
      @PathVariable String id,
      @Valid @RequestBody(required = false) @Nullable Note note,
      CallerIdentity caller) {
    return decide(id, true, note, caller);
  }

  private AlertView decide(String id, boolean dismiss, @Nullable Note note, CallerIdentity caller) {
    requireAdministrator(caller);
    String text = note == null ? null : note.note();
    return switch (decide.decide(uuid(id), dismiss, caller.subject(), text)) {
      case DecideAlert.Outcome.Decided(Alert alert) -> AlertView.of(alert);
      case DecideAlert.Outcome.Settled(Alert alert) ->
          throw new Problem(
              ProblemType.CONFLICT,
              "The alert was %s already".formatted(AlertView.of(alert).state()));
      case DecideAlert.Outcome.Unknown() -> throw unknown(id);
    };
  }

  private void requireAdministrator(CallerIdentity caller) {
    ownership.whose(EVERYBODY, caller);
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown(id);
    }
  }

  private static Problem unknown(String id) {
    return new Problem(ProblemType.NOT_FOUND, "There is no alert with the id " + id);
  }

  private static <E extends Enum<E>> @Nullable E constant(
      Class<E> type, String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    List<String> known =
        Arrays.stream(type.getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();
    if (!known.contains(text)) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "%s is '%s'; it is one of %s".formatted(name, text, String.join(", ", known)));
    }
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }
}
