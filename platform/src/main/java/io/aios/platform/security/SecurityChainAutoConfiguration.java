package io.aios.platform.security;

import io.aios.platform.tls.ServiceTls;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The filter chain of every service, last in order: stateless, and denying what nobody named. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityChainAutoConfiguration {
  /** The security chain's own is -100. */
  private static final int BEFORE_SECURITY = -110;

  @Bean
  @ConditionalOnMissingBean
  IssuerKeys issuerKeys(SecurityProperties properties, ServiceTls tls) {
    tls.requireHttps("aios.security.security-manager-url", properties.securityManagerUrl());
    return new HttpIssuerKeys(properties, tls);
  }

  @Bean
  @ConditionalOnMissingBean
  Audiences audiences(
      SecurityProperties properties, @Value("${spring.application.name}") String service) {
    return Audiences.only(properties.audience() == null ? service : properties.audience());
  }

  @Bean
  VerifiedTokens verifiedTokens(
      SecurityProperties properties, IssuerKeys keys, Audiences audiences) {
    return new VerifiedTokens(
        new TokenVerifier(properties, audiences, keys),
        Clock.systemUTC(),
        properties.cachedTokens());
  }

  @Bean
  TokensForRequest tokensForRequest(
      SecurityProperties properties,
      VerifiedTokens tokens,
      Audiences audiences,
      ObjectProvider<Revocations> revocations,
      ObjectProvider<ApiKeys> keys) {
    return new TokensForRequest(
        tokens,
        audiences,
        revocations.getIfAvailable(() -> token -> {}),
        keys.stream().findFirst(),
        new Proofs(properties.issuer(), Clock.systemUTC()));
  }

  @Bean
  Refusals refusals(
      ProblemWriter writer,
      ObjectProvider<RefusalListener> listeners,
      ObjectProvider<ResourceMetadata> metadata) {
    return new Refusals(
        writer, listeners.orderedStream().toList(), metadata.getIfAvailable(() -> request -> null));
  }

  /** Spring Security would otherwise observe each filter of the chain, for ten times its cost. */
  @Bean
  @ConditionalOnMissingBean
  SecurityObservationSettings securityObservationSettings() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @ConditionalOnMissingBean
  HttpFirewall httpFirewall() {
    return new FastFirewall();
  }

  /** For services that anonymous callers reach through the gateway, and that count them. */
  @Bean
  @ConditionalOnProperty("aios.security.forwarded-addresses")
  FilterRegistrationBean<ForwardedAddressFilter> forwardedAddresses(VerifiedTokens tokens) {
    var filter = new FilterRegistrationBean<>(new ForwardedAddressFilter(tokens));
    filter.setOrder(BEFORE_SECURITY);
    return filter;
  }

  @Bean
  WebMvcConfigurer callerIdentityArguments() {
    return new CallerIdentityArguments();
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  SecurityFilterChain platformSecurityFilterChain(
      HttpSecurity http,
      SecurityProperties properties,
      TokensForRequest tokens,
      Refusals refusals,
      ObjectProvider<RouteAuthorities> routes) {
    var contexts = new RequestAttributeSecurityContextRepository();
    var bearer =
        new BearerTokenAuthenticationFilter(tokens, new BearerConverter(tokens.keys().isPresent()));
    bearer.setAuthenticationEntryPoint(refusals);
    bearer.setAuthenticationFailureHandler(refusals);
    bearer.setSecurityContextRepository(contexts);
    return http.securityContext(context -> context.securityContextRepository(contexts))
        .csrf(AbstractHttpConfigurer::disable)
        .cors(AbstractHttpConfigurer::disable)
        .sessionManagement(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .headers(SecurityChainAutoConfiguration::headers)
        .addFilter(bearer)
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(
            requests -> {
              requests
                  .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                  .permitAll();
              requests
                  .requestMatchers("/actuator/health/liveness", "/actuator/health/readiness")
                  .permitAll();
              requests
                  .requestMatchers("/actuator/**")
                  .access(new ManagementAccess(properties.managementNetworks()));
              List<RouteAuthorities> named = routes.orderedStream().toList();
              named.forEach(each -> each.customize(requests));
              requests.anyRequest().denyAll();
            })
        .build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers.xssProtection(HeadersConfigurer.XXssConfig::disable);
    headers.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable);
  }
}
