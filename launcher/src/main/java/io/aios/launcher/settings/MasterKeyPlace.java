package io.aios.launcher.settings;

import io.aios.launcher.data.DataDirectory;
import io.aios.platform.secrets.MasterKeyFile;
import java.nio.file.Path;

/** Where services find the master keys: the setting, the variable, or the data directory. */
public final class MasterKeyPlace {
  public static final String SETTING = "aios.secrets.key-file";
  private static final String VARIABLE = "AIOS_SECRETS_KEYFILE";

  private MasterKeyPlace() {}

  /** As the settings of this suite say it. */
  public static MasterKeyFile of(DataDirectory data, SuiteSettings settings) {
    String set = settings.properties().get(SETTING);
    String named = set == null ? System.getenv(VARIABLE) : set;
    return new MasterKeyFile(
        named == null ? data.root().resolve(MasterKeyFile.STANDARD) : Path.of(named));
  }
}
