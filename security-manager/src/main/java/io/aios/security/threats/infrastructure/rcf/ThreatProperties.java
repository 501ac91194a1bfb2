package io.aios.security.threats.infrastructure.rcf;

import io.aios.security.threats.usecase.Response;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What counts as a threat, and what is done about it.
 *
 * @param enabled whether the ledger is watched
 * @param poll how often it is asked for new records
 * @param relearn records before the last one that a start learns from again
 * @param repeat for which the same finding is the same alert
 * @param actors principals with a client of which something is remembered
 * @param off ids of rules that are not used
 * @param respond by rule or severity; a rule's entry wins
 * @param keep how long an alert is kept that was decided
 * @param throttle how long a principal is throttled, where that is the response
 */
@Validated
@ConfigurationProperties("aios.security-manager.threats")
public record ThreatProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("100000") @Min(0) @Max(10_000_000) long relearn,
    @DefaultValue("1h") Duration repeat,
    @DefaultValue("2000") @Min(10) @Max(1_000_000) int actors,
    @DefaultValue Set<String> off,
    @DefaultValue Map<String, Response> respond,
    @DefaultValue("1h") Duration throttle,
    @DefaultValue("400d") Duration keep,
    @Valid @DefaultValue Anomalies anomalies,
    @Valid @DefaultValue Count bruteForce,
    @Valid @DefaultValue Probing probing,
    @Valid @DefaultValue Exfiltration exfiltration,
    @Valid @DefaultValue Travel travel,
    @Valid @DefaultValue Outbound outbound) {

  public ThreatProperties {
    off = Set.copyOf(off);
    respond = Map.copyOf(respond);
  }

  /**
   * The random cut forest.
   *
   * @param trees more are steadier and slower
   * @param sample minutes of actors that each tree holds
   * @param warmUp minutes of actors before the first is judged
   * @param grade 0 to 1, from which an anomaly is an alert
   * @param requests that a minute has at least to be an alert
   */
  public record Anomalies(
      @DefaultValue("50") @Min(10) @Max(1000) int trees,
      @DefaultValue("512") @Min(32) @Max(65_536) int sample,
      @DefaultValue("1000") @Min(32) @Max(1_000_000) int warmUp,
      @DefaultValue("0.7") @DecimalMax("1") double grade,
      @DefaultValue("8") @Min(1) int requests) {}

  /** So many refused credentials within the window. */
  public record Count(
      @DefaultValue("20") @Positive int failures, @DefaultValue("10m") Duration window) {}

  /** So many different targets that are refused within the window. */
  public record Probing(
      @DefaultValue("8") @Positive int targets, @DefaultValue("10m") Duration window) {}

  /**
   * More than bytes and more than factor times the usual, or so many secrets, within the window.
   */
  public record Exfiltration(
      @DefaultValue("20000000") @Positive long bytes,
      @DefaultValue("8") @Positive double factor,
      @DefaultValue("50") @Positive int secrets,
      @DefaultValue("10m") Duration window) {}

  /** One token from two networks within the window. */
  public record Travel(@DefaultValue("5m") Duration window) {}

  /**
   * A sender called within the window after a reader.
   *
   * @param readers tools whose answers are secret whatever the filter finds in them
   * @param senders tools that send something out, beside those of risk external
   * @param harmless findings of the filter that are neither secrets nor personal data
   */
  public record Outbound(
      @DefaultValue("3m") Duration window,
      @DefaultValue({"*secret*", "*credential*", "*password*"}) List<String> readers,
      @DefaultValue({"*_send_*", "*_post_*", "*_upload_*", "*_publish_*"}) List<String> senders,
      @DefaultValue({
            "instruction",
            "role-tag",
            "invisible-character",
            "ip-address",
            "mac-address",
            "name",
            "email",
            "phone"
          })
          Set<String> harmless) {}
}
