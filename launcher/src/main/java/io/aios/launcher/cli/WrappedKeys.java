package io.aios.launcher.cli;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.Part;
import io.aios.launcher.data.SuiteState;
import io.aios.launcher.suite.Health;
import io.aios.launcher.suite.Member;
import io.aios.platform.secrets.SealedFiles;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What is wrapped by which master key on this machine, as the services' health and the files say.
 *
 * @param keys all that are wrapped
 * @param troubles what services cannot open, each with its reason
 * @param behind services that have not noticed the present master key yet, or do not run: what
 *     their keys are wrapped by is not known
 */
record WrappedKeys(List<Key> keys, List<String> troubles, List<String> behind) {
  private static final String COMPONENT = "secrets";

  /**
   * A key.
   *
   * @param owner a service, or the file's directory
   * @param name the purpose, or the file's name
   */
  record Key(String owner, String name, long wrappedBy) {}

  /**
   * @param primary the master key that is to wrap
   */
  static WrappedKeys of(DataDirectory data, SuiteState state, long primary)
      throws InterruptedException {
    List<Key> keys = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    List<String> behind = new ArrayList<>(Member.names());
    try (Health health = Health.of(data, state)) {
      for (Part part : state.parts()) {
        if (!part.infrastructure() && part.port() != 0) {
          behind.remove(part.name());
          read(
                  part.name(),
                  health.component(URI.create(state.url(part.name())), COMPONENT),
                  primary)
              .addTo(keys, troubles, behind);
        }
      }
    }
    keys.removeIf(key -> SealedFiles.in(data.secrets()).containsKey(key.name()));
    SealedFiles.in(data.secrets())
        .forEach((name, key) -> keys.add(new Key(data.secrets().toString(), name, key)));
    return new WrappedKeys(keys, troubles, behind);
  }

  private static WrappedKeys read(String service, JsonNode component, long primary) {
    if (component.isMissingNode()) {
      return new WrappedKeys(List.of(), List.of(), List.of(service));
    }
    JsonNode details = component.path("details");
    List<Key> keys =
        details.path("wrappedBy").properties().stream()
            .map(each -> new Key(service, each.getKey(), each.getValue().asLong()))
            .toList();
    boolean isBehind = details.has("masterKey") && details.path("masterKey").asLong() != primary;
    List<String> troubles =
        details.has("reason")
            ? List.of(service + ": " + details.path("reason").asString(""))
            : List.of();
    return new WrappedKeys(keys, troubles, isBehind ? List.of(service) : List.of());
  }

  private void addTo(List<Key> allKeys, List<String> allTroubles, List<String> allBehind) {
    allKeys.addAll(keys);
    allTroubles.addAll(troubles);
    allBehind.addAll(behind);
  }

  /** Those that another master key wraps. */
  List<Key> notWrappedBy(long primary) {
    return keys.stream().filter(key -> key.wrappedBy() != primary).toList();
  }

  boolean isDone(long primary) {
    return notWrappedBy(primary).isEmpty() && troubles.isEmpty() && behind.isEmpty();
  }
}
