package io.aios.security.infrastructure.oauth;

import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.security.domain.LoginThrottle;
import io.aios.security.usecase.LocalLogin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionOperations;

/** Login: by password on a page, or by proof that the caller can read a file of the owner's. */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {
  private static final int KEY_BYTES = 32;

  /** The redirect to a native client's loopback address follows the form's own submission. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:* http://[::1]:*"
          + " http://localhost:*;"
          + " base-uri 'none'; frame-ancestors 'none'";

  @Bean
  Administrators administrators(
      JdbcClient jdbc,
      TransactionOperations transactions,
      Clock clock,
      @Value("${aios.data-dir}") Path data) {
    var administrators =
        new Administrators(jdbc, Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(), clock);
    administrators.createFirst(
        transactions, SecurityManagerProperties.secrets(data, "admin-password"));
    return administrators;
  }

  /** The only provider among the beans, and so the one that the form uses. */
  @Bean
  PasswordLogin passwordLogin(
      Administrators administrators, SecurityManagerProperties properties, Clock clock) {
    return new PasswordLogin(
        administrators,
        new LoginThrottle(properties.loginFailures(), properties.loginPause()),
        clock);
  }

  /** A new key at each start: proofs of the last run are worthless. */
  @Bean
  LocalLogin localLogin(@Value("${aios.data-dir}") Path data, Clock clock) {
    byte[] key = KeyGenerators.secureRandom(KEY_BYTES).generateKey();
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    OwnerOnlyFiles.replace(
        data.resolve("run").resolve("local-login.key"), text.getBytes(StandardCharsets.US_ASCII));
    return new LocalLogin(key, clock);
  }

  @Bean
  @Order(2)
  SecurityFilterChain loginChain(HttpSecurity http) {
    return http.securityMatcher("/login", "/login/**")
        .csrf(csrf -> csrf.ignoringRequestMatchers("/login/local"))
        .formLogin(
            form ->
                form.loginPage("/login")
                    .successHandler(new ContinueRequest())
                    .failureHandler(
                        (request, response, failure) ->
                            response.sendRedirect(
                                "/login?error="
                                    + (failure instanceof LockedException ? "wait" : "wrong"))))
        .headers(
            headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }
}
