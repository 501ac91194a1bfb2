package io.aios.security.threats.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A principal takes out far more than it usually does, in bytes of answers or in secrets that the
 * filter had to remove from them.
 */
public final class ExfiltrationVolume implements Rule {
  public static final String ID = "exfiltration-volume";
  private static final double LEARN = 0.05;

  /**
   * When a volume is too much.
   *
   * @param bytes below which it never is
   * @param factor of what is usual for the principal
   * @param secrets in answers, whatever is usual
   */
  public record Limits(long bytes, double factor, int secrets) {}

  /** Sums of one principal over windows that follow each other, begun by its first answer. */
  private static final class Volume {
    private long window = Long.MIN_VALUE;
    private long bytes;
    private int secrets;
    private double usual;
    private boolean told;
    private final List<UUID> evidence = new ArrayList<>();
  }

  private final Limits limits;
  private final Duration window;
  private final Recent<Actor, Volume> volumes;

  public ExfiltrationVolume(Limits limits, Duration window, int remembered) {
    this.limits = limits;
    this.window = window;
    this.volumes = new Recent<>(remembered);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<Finding> observe(Observation seen) {
    Actor actor = seen.actor();
    if (actor == null || (seen.answer().bytes() == 0 && seen.answer().secrets() == 0)) {
      return Optional.empty();
    }
    Volume volume = volumes.get(actor, Volume::new);
    turn(volume, seen.at().getEpochSecond() / window.toSeconds());
    volume.bytes += seen.answer().bytes();
    volume.secrets += seen.answer().secrets();
    if (volume.evidence.size() < Finding.MOST_EVIDENCE) {
      volume.evidence.add(seen.id());
    }
    boolean bytes =
        volume.bytes >= limits.bytes() && volume.bytes >= limits.factor() * volume.usual;
    boolean secrets = volume.secrets >= limits.secrets();
    if (volume.told || !(bytes || secrets)) {
      return Optional.empty();
    }
    volume.told = true;
    return Optional.of(finding(seen, actor, volume));
  }

  /** Too much does become usual, but as if it had been just at the limit: that takes many times. */
  private void turn(Volume volume, long now) {
    if (volume.window == now) {
      return;
    }
    if (volume.window != Long.MIN_VALUE) {
      double weight = volume.usual == 0 ? 1 : LEARN;
      double most = Math.max((double) limits.bytes(), limits.factor() * volume.usual);
      volume.usual += weight * (Math.min((double) volume.bytes, most) - volume.usual);
    }
    volume.window = now;
    volume.bytes = 0;
    volume.secrets = 0;
    volume.told = false;
    volume.evidence.clear();
  }

  private Finding finding(Observation seen, Actor actor, Volume volume) {
    return new Finding(
        ID,
        volume.secrets >= limits.secrets() ? Severity.HIGH : Severity.MEDIUM,
        actor,
        actor.toString(),
        "%s was answered %d bytes and %d secrets within %s; usual are %.0f bytes"
            .formatted(actor, volume.bytes, volume.secrets, window, volume.usual),
        List.of(
            new Factor("bytes of answers", (double) volume.bytes, volume.usual, 1),
            new Factor("secrets in answers", volume.secrets, (double) limits.secrets(), 1)),
        volume.evidence,
        seen.at());
  }
}
