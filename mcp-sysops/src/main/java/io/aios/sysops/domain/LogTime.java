package io.aios.sysops.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time at the head of a log line: ISO 8601, with or without offset, or RFC 3164. */
public final class LogTime {
  private static final Pattern ISO =
      Pattern.compile(
          "^\\[?(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2})([.,]\\d{1,9})?\\s?(Z|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern RFC_3164 =
      Pattern.compile("^([A-Z][a-z]{2}) ([ \\d]\\d) (\\d{2}:\\d{2}:\\d{2})");
  private static final DateTimeFormatter RFC_3164_TIME =
      DateTimeFormatter.ofPattern("uuuu MMM d HH:mm:ss", Locale.ROOT);

  private LogTime() {}

  /**
   * @param now gives the zone of a time without offset, and the year of one without year: the last
   *     that is not in the future
   */
  public static Optional<Instant> of(String line, ZonedDateTime now) {
    String head = line.substring(0, Math.min(line.length(), 48));
    try {
      return iso(head, now).or(() -> rfc3164(head, now));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> iso(String head, ZonedDateTime now) {
    Matcher match = ISO.matcher(head);
    if (!match.find()) {
      return Optional.empty();
    }
    String fraction = match.group(3) == null ? "" : match.group(3).replace(',', '.');
    String local = match.group(1) + "T" + match.group(2) + fraction;
    String offset = match.group(4);
    if (offset == null) {
      return Optional.of(LocalDateTime.parse(local).atZone(now.getZone()).toInstant());
    }
    boolean colonMissing = offset.length() == 5;
    String zone = colonMissing ? offset.substring(0, 3) + ":" + offset.substring(3) : offset;
    return Optional.of(OffsetDateTime.parse(local + zone).toInstant());
  }

  private static Optional<Instant> rfc3164(String head, ZonedDateTime now) {
    Matcher match = RFC_3164.matcher(head);
    if (!match.find()) {
      return Optional.empty();
    }
    String day = match.group(2).strip();
    ZonedDateTime time =
        LocalDateTime.parse(
                now.getYear() + " " + match.group(1) + " " + day + " " + match.group(3),
                RFC_3164_TIME)
            .atZone(now.getZone());
    return Optional.of((time.isAfter(now.plusDays(1)) ? time.minusYears(1) : time).toInstant());
  }
}
