package io.aios.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML, read by its rules (anchors and merges too), and looked into by path. */
final class Documents {
  private Documents() {}

  /** The documents of a stream that are objects. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> of(String text) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (Object each : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
      if (each instanceof Map<?, ?> object) {
        documents.add((Map<String, Object>) object);
      }
    }
    return documents;
  }

  /**
   * What lies below the names, one inside of the other.
   *
   * @return null where there is nothing
   */
  static Object at(Object from, Object... path) {
    Object present = from;
    for (Object step : path) {
      present =
          switch (present) {
            case Map<?, ?> object -> object.get(step);
            case List<?> list when step instanceof Integer index && index < list.size() ->
                list.get(index);
            case null, default -> null;
          };
    }
    return present;
  }

  static String text(Object from, Object... path) {
    return String.valueOf(at(from, path));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object from, Object... path) {
    return at(from, path) instanceof Map<?, ?> found ? (Map<String, Object>) found : Map.of();
  }

  static List<Object> list(Object from, Object... path) {
    return at(from, path) instanceof List<?> found ? List.copyOf(found) : List.of();
  }

  static List<String> texts(Object from, Object... path) {
    return list(from, path).stream().map(String::valueOf).toList();
  }

  /** As {@link #list}, of objects. */
  static List<Map<String, Object>> objects(Object from, Object... path) {
    return list(from, path).stream().map(Documents::object).toList();
  }
}
