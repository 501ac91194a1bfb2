package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.cli.Capture;
import io.aios.platform.secrets.MasterKeyFile;
import io.aios.platform.secrets.SealedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The master keys change while the suite is in use. */
@OnSharedSuite
class SecretsIT {
  private final RunningSuite suite;

  SecretsIT(RunningSuite suite) {
    this.suite = suite;
  }

  private Capture secrets(String command) {
    Capture capture = new Capture();
    int status = capture.run("secrets", command, "--data", suite.data().toString());
    assertThat(status).as(capture.out() + capture.err()).isZero();
    return capture;
  }

  @Test
  void rotatesTheMasterKeyWithoutOneFailedRequest() throws Exception {
    Path file = suite.data().resolve(MasterKeyFile.STANDARD);
    String token = suite.token("*:read");
    long before = new MasterKeyFile(file).read().primary();
    assertThat(secrets("status").out())
        .contains(before + " wraps", "issuer-key", "credential", "audit-ledger.key");
    List<Integer> statuses = new CopyOnWriteArrayList<>();
    Thread load = Thread.startVirtualThread(() -> use(token, statuses));

    secrets("rotate");
    long after = new MasterKeyFile(file).read().primary();
    assertThat(after).isNotEqualTo(before);
    assertThat(SealedFiles.in(file.resolveSibling("")).values()).isNotEmpty().containsOnly(after);
    secrets("retire");
    load.interrupt();
    load.join();

    assertThat(new MasterKeyFile(file).read().ids()).containsExactly(after);
    assertThat(Set.copyOf(statuses)).containsExactly(200);
    assertThat(secrets("status").out()).doesNotContain("" + before);
    // A new login is signed by a key that lies wrapped in the database.
    assertThat(suite.get("/api/v1/commands", suite.token("*:read")).statusCode()).isEqualTo(200);
  }

  private void use(String token, List<Integer> statuses) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        statuses.add(suite.get("/api/v1/commands", token).statusCode());
      }
    } catch (InterruptedException end) {
      // asked to stop
    } catch (Exception e) {
      statuses.add(-1);
    }
  }
}
