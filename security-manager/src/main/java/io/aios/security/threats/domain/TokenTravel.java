package io.aios.security.threats.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One token is used from two networks in less time than a caller takes to move between them. A
 * single change may be a laptop that joins another network; use of both in turn is not.
 */
public final class TokenTravel implements Rule {
  public static final String ID = "impossible-travel";

  private record Place(NetworkPrefix network, Instant at, UUID id) {}

  private record Track(Place here, @Nullable Place before) {}

  private final Duration window;
  private final Recent<String, Track> tracks;

  public TokenTravel(Duration window, int remembered) {
    this.window = window;
    this.tracks = new Recent<>(remembered);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<Finding> observe(Observation seen) {
    Optional<NetworkPrefix> network = seen.origin().network();
    Optional<String> credential = seen.credential();
    if (network.isEmpty() || credential.isEmpty()) {
      return Optional.empty();
    }
    Place now = new Place(network.get(), seen.at(), seen.id());
    Track known = tracks.find(credential.get());
    if (known == null || !now.network().isFarFrom(known.here().network())) {
      tracks.put(credential.get(), new Track(now, known == null ? null : known.before()));
      return Optional.empty();
    }
    tracks.put(credential.get(), new Track(now, known.here()));
    return isWithin(known.here(), now)
        ? Optional.of(finding(seen, credential.get(), known, now))
        : Optional.empty();
  }

  private boolean isWithin(Place then, Place now) {
    return !then.at().isBefore(now.at().minus(window));
  }

  private Finding finding(Observation seen, String credential, Track known, Place now) {
    Place there = known.here();
    Place earlier = known.before();
    boolean returns =
        earlier != null && earlier.network().equals(now.network()) && isWithin(earlier, now);
    Duration apart = Duration.between(there.at(), now.at());
    return new Finding(
        ID,
        returns ? Severity.HIGH : Severity.MEDIUM,
        seen.actor(),
        credential,
        "The token of %s (%s) was used from %s and %d s later from %s%s"
            .formatted(
                seen.actor(),
                credential,
                there.network().text(),
                apart.toSeconds(),
                now.network().text(),
                returns ? ", where it had been before" : ""),
        List.of(
            Factor.overLimit(
                "seconds between two networks", apart.toSeconds(), window.toSeconds())),
        List.of(there.id(), now.id()),
        seen.at());
  }
}
