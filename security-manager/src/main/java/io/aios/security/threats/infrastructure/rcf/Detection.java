package io.aios.security.threats.infrastructure.rcf;

import io.aios.security.threats.domain.Behaviour;
import io.aios.security.threats.domain.BruteForce;
import io.aios.security.threats.domain.ExfiltrationVolume;
import io.aios.security.threats.domain.NamePatterns;
import io.aios.security.threats.domain.PrivilegeProbing;
import io.aios.security.threats.domain.Rule;
import io.aios.security.threats.domain.SecretsThenOutbound;
import io.aios.security.threats.domain.TokenTravel;
import io.aios.security.threats.domain.ToolDrift;
import io.aios.security.threats.usecase.Sensitivity;
import io.aios.security.threats.usecase.WatchRecords;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Detection as the properties want it. */
public final class Detection {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private Detection() {}

  /** One that has seen nothing yet. */
  public static WatchRecords fresh(ThreatProperties properties) {
    ThreatProperties.Anomalies anomalies = properties.anomalies();
    return new WatchRecords(
        rules(properties),
        new Behaviour(WINDOW, properties.actors()),
        new RandomCutForest(anomalies.trees(), anomalies.sample(), anomalies.warmUp()),
        new Sensitivity(anomalies.grade(), anomalies.requests()));
  }

  private static List<Rule> rules(ThreatProperties properties) {
    int remembered = properties.actors();
    ThreatProperties.Exfiltration volume = properties.exfiltration();
    ThreatProperties.Outbound outbound = properties.outbound();
    return Stream.<Rule>of(
            new BruteForce(
                properties.bruteForce().failures(), properties.bruteForce().window(), remembered),
            new PrivilegeProbing(
                properties.probing().targets(), properties.probing().window(), remembered),
            new ExfiltrationVolume(
                new ExfiltrationVolume.Limits(volume.bytes(), volume.factor(), volume.secrets()),
                volume.window(),
                remembered),
            new TokenTravel(properties.travel().window(), remembered),
            new ToolDrift(),
            new SecretsThenOutbound(
                outbound.window(),
                new NamePatterns(outbound.readers()),
                new NamePatterns(outbound.senders()),
                remembered))
        .filter(rule -> !properties.off().contains(rule.id()))
        .toList();
  }
}
