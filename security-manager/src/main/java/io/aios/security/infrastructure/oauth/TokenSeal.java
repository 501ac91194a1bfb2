package io.aios.security.infrastructure.oauth;

import io.aios.platform.secrets.LookupSeal;
import io.aios.platform.secrets.SecretAltered;
import io.aios.platform.secrets.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Seals what {@code oauth2_authorization} is searched by: tokens and codes. */
@Component
public final class TokenSeal {
  private static final List<String> COLUMNS =
      List.of(
          "authorization_code_value",
          "access_token_value",
          "oidc_id_token_value",
          "refresh_token_value",
          "user_code_value",
          "device_code_value");

  private final LookupSeal seal;

  public TokenSeal(Secrets secrets, JdbcTemplate jdbc) {
    this.seal = secrets.lookupSeal("token", former -> sealAll(jdbc, former));
  }

  public String seal(String token) {
    return seal.seal(token);
  }

  public String open(String sealed) {
    return seal.open(sealed);
  }

  /** Tokens stood in the clear once; those that are sealed already stay as they are. */
  private static void sealAll(JdbcTemplate jdbc, LookupSeal seal) {
    String update =
        "UPDATE oauth2_authorization SET %s WHERE id = ?"
            .formatted(COLUMNS.stream().map(c -> c + " = ?").collect(Collectors.joining(", ")));
    jdbc.queryForList("SELECT id FROM oauth2_authorization FOR UPDATE", String.class)
        .forEach(
            id -> {
              Map<String, @Nullable Object> row = new LinkedHashMap<>();
              row.putAll(
                  jdbc.queryForMap(
                      "SELECT %s FROM oauth2_authorization WHERE id = ?"
                          .formatted(String.join(", ", COLUMNS)),
                      id));
              row.replaceAll(
                  (column, value) -> value == null ? null : sealed(seal, value.toString()));
              row.put("id", id);
              jdbc.update(update, row.values().toArray());
            });
  }

  private static String sealed(LookupSeal seal, String value) {
    try {
      seal.open(value);
      return value;
    } catch (SecretAltered clear) {
      return seal.seal(value);
    }
  }
}
