package io.aios.security.users.infrastructure.argon2;

import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.security.domain.LoginThrottle;
import io.aios.security.users.domain.PasswordRules;
import io.aios.security.users.usecase.CheckPassword;
import io.aios.security.users.usecase.FirstAdministrator;
import io.aios.security.users.usecase.PasswordHashes;
import io.aios.security.users.usecase.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.transaction.support.TransactionOperations;

/** Users' passwords, and the first of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasswordProperties.class)
class UsersConfiguration {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int PASSWORD_BYTES = 24;

  @Bean
  PasswordRules passwordRules() throws IOException {
    String list =
        new ClassPathResource("passwords/guessed-first.txt")
            .getContentAsString(StandardCharsets.UTF_8);
    return new PasswordRules(
        list.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet()));
  }

  @Bean
  PasswordHashes passwordHashes(PasswordProperties properties) {
    return new PasswordHashes(
        new Argon2PasswordEncoder(
            SALT_BYTES, HASH_BYTES, LANES, properties.kibibytes(), properties.passes()),
        properties.atOnce(),
        randomPassword());
  }

  /** Nobody logs in before there is somebody: who checks passwords comes after the first user. */
  @Bean
  CheckPassword checkPassword(
      Users users,
      PasswordHashes hashes,
      PasswordProperties properties,
      TransactionOperations transactions,
      Clock clock,
      @Value("${aios.data-dir}") Path data) {
    new FirstAdministrator(users, hashes, transactions, clock)
        .create(
            UsersConfiguration::randomPassword,
            password ->
                OwnerOnlyFiles.replace(
                    data.resolve("secrets").resolve("admin-password"),
                    (password + "\n").getBytes(StandardCharsets.US_ASCII)));
    return new CheckPassword(
        users,
        hashes,
        new CheckPassword.Throttles(
            new LoginThrottle(properties.failures(), properties.pause()),
            new LoginThrottle(properties.failuresOfName(), properties.pause()),
            new LoginThrottle(properties.failuresOfAddress(), properties.pause())),
        clock);
  }

  private static String randomPassword() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(KeyGenerators.secureRandom(PASSWORD_BYTES).generateKey());
  }
}
