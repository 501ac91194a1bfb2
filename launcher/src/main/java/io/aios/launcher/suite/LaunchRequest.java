package io.aios.launcher.suite;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.settings.SuiteSettings;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the command line hands to the suite's process. It travels in an environment variable, since
 * everybody on the machine can read arguments.
 *
 * @param data root of the data directory
 * @param settings of this start, above those of the configuration file
 * @param aotCache where an AOT cache is to be recorded, empty for none
 */
public record LaunchRequest(String data, SuiteSettings settings, String aotCache) {
  public static final String VARIABLE = "AIOS_LAUNCH";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static LaunchRequest from(Map<String, String> environment) {
    String text = environment.get(VARIABLE);
    if (text == null) {
      throw new IllegalStateException("Start the suite with `aios up`");
    }
    return JSON.readValue(text, LaunchRequest.class);
  }

  public String toText() {
    return JSON.writeValueAsString(this);
  }

  DataDirectory directory() {
    return new DataDirectory(Path.of(data));
  }
}
