package io.aios.python.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.python.domain.Owner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What runs leave behind. */
class KeptRunsTest {
  private static final Workspaces NONE =
      new Workspaces() {
        @Override
        public Path createForSession(String id) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Path createForRun() {
          throw new UnsupportedOperationException();
        }

        @Override
        public void remove(Path workspace) {}
      };

  private final KeptRuns runs =
      new KeptRuns(
          NONE,
          new Binder(new MapConfigurationPropertySource(Map.of()))
              .bindOrCreate("aios.python", PythonProperties.class),
          () -> Instant.parse("2030-01-01T00:00:00Z"));

  @Test
  void belongsToUserAndClientTogether() {
    Owner ada = new Owner("ada", "cli");
    String id = runs.keep(ada, Path.of("r-1"));

    assertThat(runs.find(ada, id)).contains(Path.of("r-1"));
    assertThat(runs.find(new Owner("eve", "cli"), id)).isEmpty();
    assertThat(runs.find(new Owner("ada", "other"), id)).isEmpty();
  }
}
