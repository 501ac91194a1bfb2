package io.aios.security.interfaces.web;

import io.aios.contracts.keys.ApiKey;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.RouteAuthorities;
import io.aios.platform.security.Scopes;
import io.aios.platform.security.SecurityProperties;
import io.aios.security.usecase.Accounts;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Who may use which address of this service, beside the authorization server's own. */
@Configuration(proxyBeanMethods = false)
class Routes {
  private static final String SIGNING_KEYS = "internal:signing-keys";
  private static final String POLICIES_FETCH = "policies:fetch";
  private static final String KEYS_FETCH = "keys:fetch";
  private static final String ACCOUNTS_FETCH = "accounts:fetch";
  private static final String REVOCATIONS_FETCH = "revocations:fetch";
  private static final String[] PEOPLE = {
    "/api/v1/users",
    "/api/v1/users/**",
    "/api/v1/groups",
    "/api/v1/groups/*",
    "/api/v1/roles",
    "/api/v1/roles/*"
  };

  @Bean
  RouteAuthorities securityManagerRoutes(SecurityProperties security, Accounts accounts) {
    String issuer = security.issuer().toString();
    return routes -> {
      routes.requestMatchers(HttpMethod.GET, "/internal/jwks/*").permitAll();
      routes.requestMatchers(HttpMethod.POST, "/oauth2/register").permitAll();
      routes
          .requestMatchers(HttpMethod.POST, "/internal/signing-keys")
          .access(
              when(
                  SIGNING_KEYS,
                  c -> c.issuer().equals(issuer) && c.scopes().contains(SIGNING_KEYS)));
      routes
          .requestMatchers(HttpMethod.GET, "/internal/policies/active")
          .access(gatewayItself(POLICIES_FETCH));
      routes
          .requestMatchers(HttpMethod.GET, "/internal/revocations")
          .access(gatewayItself(REVOCATIONS_FETCH));
      routes
          .requestMatchers(HttpMethod.GET, "/api/v1/policies", "/api/v1/policies/*")
          .access(granted("security:read", "*:read"));
      routes
          .requestMatchers("/api/v1/policies", "/api/v1/policies/**")
          .access(governing(accounts, "security:write", "*:write"));
      routes.requestMatchers(HttpMethod.GET, "/internal/keys/*").access(gatewayItself(KEYS_FETCH));
      routes
          .requestMatchers(HttpMethod.GET, "/internal/accounts/*")
          .access(gatewayItself(ACCOUNTS_FETCH));
      routes
          .requestMatchers(HttpMethod.GET, "/api/v1/keys", "/api/v1/keys/*")
          .access(grantedToNoKey("security:read", "*:read"));
      routes
          .requestMatchers("/api/v1/keys", "/api/v1/keys/**")
          .access(grantedToNoKey("security:write", "*:write"));
      routes
          .requestMatchers(HttpMethod.GET, "/api/v1/sessions")
          .access(granted("security:read", "*:read"));
      routes
          .requestMatchers(HttpMethod.DELETE, "/api/v1/sessions", "/api/v1/sessions/*")
          .access(granted("security:write", "*:write"));
      routes
          .requestMatchers(HttpMethod.GET, "/api/v1/alerts", "/api/v1/alerts/**")
          .access(grantedToNoKey("security:read", "*:read"));
      routes
          .requestMatchers("/api/v1/alerts/**")
          .access(grantedToNoKey("security:write", "*:write"));
      routes
          .requestMatchers(HttpMethod.GET, "/api/v1/clients")
          .access(governing(accounts, "security:read", "*:read"));
      routes
          .requestMatchers("/api/v1/clients", "/api/v1/clients/*")
          .access(governing(accounts, "security:write", "*:write"));
      routes
          .requestMatchers(HttpMethod.GET, PEOPLE)
          .access(administrator(accounts, "security:read", "*:read"));
      routes.requestMatchers(PEOPLE).access(administrator(accounts, "security:write", "*:write"));
      routes
          .requestMatchers(HttpMethod.GET, "/api/v1/account/factors")
          .access(grantedToNoKey("security:read", "*:read"));
      routes
          .requestMatchers("/api/v1/account/**")
          .access(grantedToNoKey("security:write", "*:write"));
    };
  }

  private static AuthorizationManager<RequestAuthorizationContext> gatewayItself(String scope) {
    return when(scope, caller -> caller.issuedBy("gateway") && caller.scopes().contains(scope));
  }

  /** The gateway says in its hop token what the caller was granted. */
  private static AuthorizationManager<RequestAuthorizationContext> granted(
      String grant, String everyServers) {
    return when(grant, caller -> isGranted(caller, grant, everyServers));
  }

  /** Keys make no keys: who got hold of one would have it for ever. */
  private static AuthorizationManager<RequestAuthorizationContext> grantedToNoKey(
      String grant, String everyServers) {
    return when(
        grant,
        caller ->
            isGranted(caller, grant, everyServers) && ApiKey.idOfClient(caller.client()).isEmpty());
  }

  /** The scope is not enough: it must be somebody to whom everything is entrusted. */
  private static AuthorizationManager<RequestAuthorizationContext> governing(
      Accounts accounts, String grant, String everyServers) {
    return both(granted(grant, everyServers), caller -> accounts.mayGovern(caller.subject()));
  }

  private static AuthorizationManager<RequestAuthorizationContext> administrator(
      Accounts accounts, String grant, String everyServers) {
    return both(
        grantedToNoKey(grant, everyServers), caller -> accounts.isAdministrator(caller.subject()));
  }

  /** Who has the scope and is refused is not told to ask for more scopes. */
  private static AuthorizationManager<RequestAuthorizationContext> both(
      AuthorizationManager<RequestAuthorizationContext> scope, Predicate<CallerIdentity> rule) {
    return (authentication, context) -> {
      var granted = scope.authorize(authentication, context);
      var present = authentication.get();
      return granted != null && granted.isGranted()
          ? new AuthorizationDecision(present != null && rule.test(CallerIdentity.of(present)))
          : granted;
    };
  }

  private static boolean isGranted(CallerIdentity caller, String grant, String everyServers) {
    return caller.issuedBy("gateway")
        && (caller.grants().contains(grant) || caller.grants().contains(everyServers));
  }

  private static AuthorizationManager<RequestAuthorizationContext> when(
      String scope, Predicate<CallerIdentity> rule) {
    return (authentication, context) -> {
      var present = authentication.get();
      return new AuthorityAuthorizationDecision(
          present != null && rule.test(CallerIdentity.of(present)),
          AuthorityUtils.createAuthorityList(Scopes.authority(scope)));
    };
  }
}
