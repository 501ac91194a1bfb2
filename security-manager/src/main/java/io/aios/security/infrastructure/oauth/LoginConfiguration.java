package io.aios.security.infrastructure.oauth;

import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.platform.security.SecurityProperties;
import io.aios.security.factors.usecase.SecondFactors;
import io.aios.security.logins.usecase.RecordLogins;
import io.aios.security.usecase.LocalLogin;
import io.aios.security.users.usecase.CheckPassword;
import io.aios.security.users.usecase.Users;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Login: by password on a page, or by proof that the caller can read a file of the owner's. */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {
  private static final int KEY_BYTES = 32;

  /** The redirect to a native client's loopback address follows the form's own submission. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
          + " form-action 'self' http://127.0.0.1:* http://localhost:*;"
          + " base-uri 'none'; frame-ancestors 'none'";

  /** The only provider among the beans, and so the one that the form uses. */
  @Bean
  PasswordLogin passwordLogin(CheckPassword passwords, RecordLogins records, Clock clock) {
    return new PasswordLogin(passwords, records, clock);
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
  SecurityFilterChain loginChain(
      HttpSecurity http,
      Users users,
      SecondFactors factors,
      SecurityProperties security,
      RecordLogins records,
      Clock clock) {
    var passkeys = new PasskeyLogin(users, records, clock);
    http.setSharedObject(UserDetailsService.class, passkeys);
    return http.securityMatcher("/login", "/login/**", "/webauthn/**")
        .csrf(csrf -> csrf.ignoringRequestMatchers("/login/local"))
        .addFilterAfter(new CurrentLogins(users, factors, clock), SecurityContextHolderFilter.class)
        .formLogin(
            form ->
                form.loginPage("/login")
                    .successHandler(new AskForFactor(factors))
                    .failureHandler(
                        (request, response, failure) ->
                            response.sendRedirect(
                                "/login?error="
                                    + (failure instanceof LockedException ? "wait" : "wrong"))))
        .webAuthn(
            passkey ->
                passkey
                    .rpName("AIOS")
                    .rpId(security.issuer().getHost())
                    .disableDefaultRegistrationPage(true)
                    .withObjectPostProcessor(passkeys))
        .headers(
            headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
        .authorizeHttpRequests(
            requests -> {
              requests.requestMatchers(LoginConfiguration::isPasskeyAdded).permitAll();
              requests
                  .requestMatchers(PasskeyLogin.REGISTRATION, PasskeyLogin.REGISTRATION + "/**")
                  .authenticated();
              requests.anyRequest().permitAll();
            })
        .build();
  }

  /** A page that is the same for everybody; whoever added one may not be somebody yet again. */
  private static boolean isPasskeyAdded(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && request.getRequestURI().equals(PasskeyLogin.REGISTRATION)
        && request.getParameter("success") != null;
  }
}
