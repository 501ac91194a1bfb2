package io.aios.gateway.infrastructure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.aios.gateway.usecase.TokenProperties;
import io.aios.gateway.usecase.TokenisedValues;
import io.aios.gateway.usecase.TokenisedValues.Away;
import io.aios.platform.secrets.Seal;
import io.aios.platform.secrets.SecretAltered;
import io.aios.privacy.Kind;
import io.aios.privacy.PrivacyToken;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisTokenisedValuesIT {
  private static final Duration DAY = Duration.ofDays(1);

  private static Seal key;
  private static LettuceConnectionFactory connections;
  private static StringRedisTemplate redis;

  private final String ada = "ada-" + UUID.randomUUID();

  @BeforeAll
  static void connect() throws Exception {
    AeadConfig.register();
    key = newKey();
    Map<String, String> place = Infrastructure.properties(Part.REDIS);
    connections = connections(Integer.parseInt(place.get("spring.data.redis.port")));
    redis = new StringRedisTemplate(connections);
  }

  @AfterAll
  static void disconnect() {
    connections.destroy();
  }

  /** As the platform seals. */
  private static Seal newKey() throws GeneralSecurityException {
    Aead aead =
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get())
            .getPrimitive(RegistryConfiguration.get(), Aead.class);
    return new Seal() {
      @Override
      public byte[] seal(byte[] plain, String place) {
        try {
          return aead.encrypt(plain, place.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }

      @Override
      public byte[] open(byte[] sealed, String place) {
        try {
          return aead.decrypt(sealed, place.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
          throw new SecretAltered(place);
        }
      }
    };
  }

  private static LettuceConnectionFactory connections(int port) {
    var factory = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
    factory.afterPropertiesSet();
    factory.start();
    return factory;
  }

  private static TokenisedValues gateway(Seal sealedWith, Duration life, int perUser) {
    return new RedisTokenisedValues(
        redis,
        () -> sealedWith,
        new TokenProperties(life, perUser, 16_384, Set.of()),
        new SimpleMeterRegistry());
  }

  private static PrivacyToken token(int n) {
    return new PrivacyToken(Kind.EMAIL, "%020x".formatted(n));
  }

  private String valuesKey() {
    return "aios:tokens:{" + ada + "}:values";
  }

  @Test
  void givesEachGatewayTheOwnersValuesAndNobodyElses() {
    TokenisedValues one = gateway(key, DAY, 10);
    TokenisedValues other = gateway(key, DAY, 10);
    one.keep(ada, Map.of(token(1), "ada@example.com", token(2), "two@example.com"));

    assertThat(other.find(ada, Set.of(token(1), token(3))))
        .isEqualTo(Map.of(token(1), "ada@example.com"));
    assertThat(other.find("eve-of-" + ada, Set.of(token(1)))).isEmpty();
    assertThat(other.count(ada)).isEqualTo(2);
  }

  @Test
  void keepsThemSealed() {
    gateway(key, DAY, 10).keep(ada, Map.of(token(1), "ada@example.com"));

    String stored = redis.opsForHash().entries(valuesKey()).toString();
    assertThat(stored).contains(token(1).toString()).doesNotContain("example");
    assertThat(
            new String(
                java.util.Base64.getDecoder().decode(sealedOf(token(1))),
                java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("example");
  }

  private String sealedOf(PrivacyToken token) {
    return String.valueOf(redis.opsForHash().get(valuesKey(), token.toString()));
  }

  @Test
  void doesNotOpenWhatWasSealedForAnotherTokenOrOwner() {
    TokenisedValues values = gateway(key, DAY, 10);
    values.keep(ada, Map.of(token(1), "ada@example.com", token(2), "two@example.com"));
    redis.opsForHash().put(valuesKey(), token(2).toString(), sealedOf(token(1)));

    assertThat(values.find(ada, Set.of(token(2)))).isEmpty();

    String eve = "eve-of-" + ada;
    values.keep(eve, Map.of(token(1), "eve@example.com"));
    redis
        .opsForHash()
        .put("aios:tokens:{" + eve + "}:values", token(1).toString(), sealedOf(token(1)));
    assertThat(values.find(eve, Set.of(token(1)))).isEmpty();
  }

  @Test
  void doesNotOpenWhatAnotherKeySealed() throws Exception {
    gateway(key, DAY, 10).keep(ada, Map.of(token(1), "ada@example.com"));

    assertThat(gateway(newKey(), DAY, 10).find(ada, Set.of(token(1)))).isEmpty();
  }

  @Test
  void forgetsAValueWhenItsTimeIsOver() throws Exception {
    TokenisedValues brief = gateway(key, Duration.ofMillis(50), 10);
    gateway(key, DAY, 10).keep(ada, Map.of(token(1), "lasting@example.com"));
    brief.keep(ada, Map.of(token(2), "brief@example.com"));
    // What is left of the user's is kept for as long as the last of it.
    redis.persist(valuesKey());
    redis.persist("aios:tokens:{" + ada + "}:ends");
    Thread.sleep(60);

    assertThat(brief.find(ada, Set.of(token(1), token(2))))
        .isEqualTo(Map.of(token(1), "lasting@example.com"));
    assertThat(brief.count(ada)).isEqualTo(1);
    gateway(key, DAY, 10).keep(ada, Map.of(token(3), "x@example.com"));
    assertThat(redis.opsForHash().hasKey(valuesKey(), token(2).toString())).isFalse();
    assertThat(redis.getExpire(valuesKey())).isPositive();
  }

  @Test
  void keepsNoMoreOfAUserThanItsLimit() throws Exception {
    TokenisedValues few = gateway(key, DAY, 3);
    for (int n = 1; n <= 5; n++) {
      few.keep(ada, Map.of(token(n), "v" + n));
      Thread.sleep(2);
    }

    assertThat(few.count(ada)).isEqualTo(3);
    assertThat(few.find(ada, Set.of(token(1), token(2), token(3), token(5))))
        .containsOnlyKeys(token(3), token(5));
    assertThat(redis.opsForHash().size(valuesKey())).isEqualTo(3);
  }

  @Test
  void forgetsAUserOnDemand() {
    TokenisedValues values = gateway(key, DAY, 10);
    values.keep(ada, Map.of(token(1), "ada@example.com"));

    values.forget(ada);

    assertThat(values.find(ada, Set.of(token(1)))).isEmpty();
    assertThat(values.count(ada)).isZero();
    assertThat(redis.hasKey(valuesKey())).isFalse();
  }

  @Test
  void saysThatRedisIsAway() {
    LettuceConnectionFactory nobody = connections(1);
    try {
      TokenisedValues values =
          new RedisTokenisedValues(
              new StringRedisTemplate(nobody),
              () -> key,
              new TokenProperties(DAY, 10, 16_384, Set.of()),
              new SimpleMeterRegistry());

      assertThatThrownBy(() -> values.keep(ada, Map.of(token(1), "ada@example.com")))
          .isInstanceOf(Away.class)
          .hasMessageNotContaining("example");
      assertThatThrownBy(() -> values.find(ada, Set.of(token(1)))).isInstanceOf(Away.class);
    } finally {
      nobody.destroy();
    }
  }
}
