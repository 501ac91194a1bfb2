package io.aios.launcher.settings;

import io.aios.launcher.data.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The owner's {@code config/aios.yml}: Spring properties for every service, and below {@code
 * aios.launcher} how the suite is run, where an unknown key is an error.
 */
public final class SettingsFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private SettingsFile() {}

  /**
   * Reads the file, which may be absent.
   *
   * @throws StartFailure naming what is wrong and where
   */
  public static SuiteSettings read(Path file) {
    if (Files.notExists(file)) {
      return SuiteSettings.none();
    }
    try {
      return parse(Files.readString(file));
    } catch (JacksonException e) {
      throw new StartFailure(
          "configuration " + file,
          e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ")",
          "Below aios.launcher it knows ports, isolated, services and heap.");
    } catch (IOException e) {
      throw StartFailure.of("configuration " + file, e);
    }
  }

  private record LauncherKeys(
      @Nullable Map<String, Integer> ports,
      boolean isolated,
      @Nullable List<String> services,
      @Nullable String heap) {
    SuiteSettings settings() {
      return new SuiteSettings(
          ports == null ? Map.of() : ports,
          isolated,
          services == null ? List.of() : services,
          heap,
          Map.of());
    }
  }

  private static SuiteSettings parse(String text) {
    if (!(YAML.readTree(text) instanceof ObjectNode root)) {
      return SuiteSettings.none();
    }
    JsonNode launcher = root.path("aios").path("launcher");
    SuiteSettings settings =
        launcher.isObject()
            ? YAML.treeToValue(launcher, LauncherKeys.class).settings()
            : SuiteSettings.none();
    if (root.path("aios") instanceof ObjectNode aios) {
      aios.remove("launcher");
    }
    Map<String, String> properties = new TreeMap<>();
    flatten("", root, properties);
    return settings.overriddenBy(new SuiteSettings(Map.of(), false, List.of(), null, properties));
  }

  /** Spring's own notation: {@code a.b[0]}. */
  private static void flatten(String path, JsonNode node, Map<String, String> properties) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      properties));
    } else if (node.isArray()) {
      for (int index = 0; index < node.size(); index++) {
        flatten(path + "[" + index + "]", node.get(index), properties);
      }
    } else if (!node.isNull()) {
      properties.put(path, node.asString());
    }
  }
}
