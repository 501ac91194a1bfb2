package io.aios.security.threats.infrastructure.ledger;

import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.keys.usecase.RecheckKeys;
import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.revocation.usecase.Quarantines;
import io.aios.security.revocation.usecase.Revocations;
import io.aios.security.threats.infrastructure.rcf.Detection;
import io.aios.security.threats.infrastructure.rcf.ThreatProperties;
import io.aios.security.threats.usecase.AlertEvents;
import io.aios.security.threats.usecase.Alerts;
import io.aios.security.threats.usecase.DecideAlert;
import io.aios.security.threats.usecase.QuarantinePrincipal;
import io.aios.security.threats.usecase.RaiseAlerts;
import io.aios.security.threats.usecase.RecordedRequests;
import io.aios.security.threats.usecase.RespondToAlert;
import io.aios.security.threats.usecase.ThrottlePrincipal;
import io.aios.security.threats.usecase.WatchLedger;
import io.aios.security.threats.usecase.WatchProgress;
import io.aios.security.usecase.Accounts;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Detection over the ledger, alerts, and what is done about them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ThreatProperties.class)
class ThreatsConfiguration {
  @Bean
  QuarantinePrincipal quarantinePrincipal(
      Quarantines quarantines,
      QuarantinePrincipal.Credentials credentials,
      TransactionOperations transactions,
      Clock clock) {
    return new QuarantinePrincipal(quarantines, credentials, transactions, clock);
  }

  @Bean
  QuarantinePrincipal.Credentials heldCredentials(
      EndSessions sessions, RecheckKeys keys, Accounts accounts) {
    return new QuarantinePrincipal.Credentials(sessions, keys, accounts);
  }

  @Bean
  ThrottlePrincipal throttlePrincipal(
      Revocations revocations, ThreatProperties properties, Clock clock) {
    return new ThrottlePrincipal(revocations, properties.throttle(), clock);
  }

  @Bean
  RespondToAlert respondToAlert(
      QuarantinePrincipal quarantine,
      ThrottlePrincipal throttle,
      EndSessions sessions,
      ThreatProperties properties) {
    return new RespondToAlert(quarantine, throttle, sessions, properties.respond());
  }

  @Bean
  RaiseAlerts raiseAlerts(
      Alerts alerts, AlertEvents events, RespondToAlert respond, ThreatProperties properties) {
    return new RaiseAlerts(alerts, events, respond, properties.repeat());
  }

  @Bean
  DecideAlert decideAlert(Alerts alerts, Clock clock) {
    return new DecideAlert(alerts, clock);
  }

  @Bean
  RecordedRequests recordedRequests(Ledger ledger, JsonRecords json, ThreatProperties properties) {
    return new LedgerRequests(ledger, json, properties.outbound().harmless());
  }

  @Bean
  WatchLedger watchLedger(
      RecordedRequests records,
      WatchProgress progress,
      RaiseAlerts alerts,
      TransactionOperations transactions,
      ThreatProperties properties) {
    return new WatchLedger(
        records,
        progress,
        alerts,
        transactions,
        new WatchLedger.Learning(() -> Detection.fresh(properties), properties.relearn()));
  }

  @Bean
  @ConditionalOnProperty(
      name = "aios.security-manager.threats.enabled",
      havingValue = "true",
      matchIfMissing = true)
  ThreatWatch threatDetection(WatchLedger ledger, ThreatProperties properties, Clock clock) {
    return new ThreatWatch(ledger, properties.poll(), clock);
  }
}
