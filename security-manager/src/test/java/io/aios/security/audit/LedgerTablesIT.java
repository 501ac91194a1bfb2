package io.aios.security.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.security.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database itself refuses beside changes of records. */
class LedgerTablesIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE ledger_node SET hash = reverse(hash)",
        "DELETE FROM ledger_node",
        "TRUNCATE ledger_node"
      })
  void keepsTheHashesThatProofsAreMadeOf(String statement) {
    JdbcClient jdbc = Server.running().bean(JdbcClient.class);

    assertThatThrownBy(() -> jdbc.sql(statement).update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("only grows");
  }
}
