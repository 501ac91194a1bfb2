package io.aios.platform.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the relay last saw.
 *
 * @param active whether this process holds the schema's relay lock
 * @param backlog events waiting
 * @param oldest when the oldest of them was appended, null when none waits
 * @param awaySince since when nothing could be published, null when all is well
 * @param cause why not
 */
record RelayStatus(
    boolean active,
    long backlog,
    @Nullable Instant oldest,
    @Nullable Instant awaySince,
    @Nullable String cause) {

  static final RelayStatus INITIAL = new RelayStatus(false, 0, null, null, null);

  RelayStatus withActive(boolean now) {
    return new RelayStatus(now, backlog, oldest, awaySince, cause);
  }

  RelayStatus withBacklog(long events, @Nullable Instant since) {
    return new RelayStatus(active, events, since, awaySince, cause);
  }

  RelayStatus away(Instant now, String why) {
    return new RelayStatus(active, backlog, oldest, awaySince == null ? now : awaySince, why);
  }

  RelayStatus back() {
    return new RelayStatus(active, backlog, oldest, null, null);
  }
}
