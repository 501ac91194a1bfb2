package io.aios.security.infrastructure.oauth;

import io.aios.contracts.tools.Risk;
import io.aios.platform.outbound.PublicAddresses;
import io.aios.platform.security.Scopes;
import io.aios.security.logins.usecase.RecordLogins;
import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.revocation.usecase.Quarantines;
import io.aios.security.revocation.usecase.Revocations;
import io.aios.security.revocation.usecase.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.transaction.support.TransactionOperations;

/** Who may ask for tokens: the command line, the services, and registered programs. */
@Configuration(proxyBeanMethods = false)
class ClientsConfiguration {
  static final String CLI = "aios-cli";
  static final String SIGNING_KEYS = "internal:signing-keys";
  private static final String APPROVALS = "approvals:decide";
  private static final String REBUILD = "commands:rebuild";
  private static final String REVEAL = "privacy:reveal";
  private static final String PLANS = "plans:write";
  private static final String SERVERS = "servers:write";
  private static final Duration SERVICE_TOKEN_LIFE = Duration.ofMinutes(5);

  @Bean
  RegisteredClientRepository registeredClients(
      JdbcOperations jdbc, SecurityManagerProperties properties, DescribedClients described) {
    List<RegisteredClient> fixed = new ArrayList<>();
    fixed.add(commandLine(properties.userTokenLife()));
    properties.serviceAccounts().entrySet().stream()
        .map(ClientsConfiguration::serviceAccount)
        .forEach(fixed::add);
    return new Clients(fixed, new JdbcRegisteredClientRepository(jdbc), described);
  }

  @Bean
  OAuth2AuthorizationService authorizations(
      JdbcOperations jdbc,
      RegisteredClientRepository clients,
      TokenSeal seal,
      TransactionOperations transactions,
      EndSessions end,
      RotatingAuthorizations.Rules rules) {
    return new RotatingAuthorizations(
        new SealedAuthorizations(new JdbcOAuth2AuthorizationService(jdbc, clients), seal),
        JdbcClient.create(jdbc),
        transactions,
        end,
        rules);
  }

  @Bean
  SessionLife sessionLife(SecurityManagerProperties properties, Clock clock) {
    return new SessionLife(properties.sessionLife(), clock);
  }

  @Bean
  RotatingAuthorizations.Rules sessionRules(
      Quarantines quarantines, SessionLife life, RecordLogins records) {
    return new RotatingAuthorizations.Rules(quarantines, life, new SessionRecords(records));
  }

  @Bean
  EndSessions endSessions(
      Sessions sessions,
      Revocations revocations,
      RecordLogins records,
      TransactionOperations transactions,
      SecurityManagerProperties properties,
      Clock clock) {
    return new EndSessions(
        sessions, revocations, records, transactions, properties.longestTokenLife(), clock);
  }

  @Bean
  OAuth2AuthorizationConsentService consents() {
    return new ConsentEachTime();
  }

  @Bean
  DescribedClients describedClients(SecurityManagerProperties properties, Clock clock) {
    return new DescribedClients(
        new ClientDocuments(PublicAddresses::isPublic, null),
        new PublicClientSettings(properties),
        clock);
  }

  /**
   * A public client: it proves itself by PKCE, and on devices without a browser by what it shows
   * (RFC 8628). The redirect's port is free (RFC 8252).
   */
  private static RegisteredClient commandLine(Duration tokenLife) {
    var client =
        RegisteredClient.withId(CLI)
            .clientId(CLI)
            .clientName("AIOS command line")
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
            .redirectUri("http://127.0.0.1/callback")
            .scope(Scopes.OPS_READ)
            .scope(APPROVALS)
            .scope(REBUILD)
            .scope(REVEAL)
            .scope(PLANS)
            .scope(SERVERS)
            .clientSettings(
                ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(false)
                    .build())
            .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(tokenLife).build());
    for (Risk risk : Risk.values()) {
      client.scope("*:" + risk.wireName());
    }
    return client.build();
  }

  private static RegisteredClient serviceAccount(Map.Entry<String, String> account) {
    return RegisteredClient.withId("service:" + account.getKey())
        .clientId(account.getKey())
        .clientName(account.getKey())
        .clientSecret(new RandomSecretEncoder().encode(account.getValue()))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope(SIGNING_KEYS)
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(SERVICE_TOKEN_LIFE).build())
        .build();
  }
}
