package io.aios.sysops.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All about one package.
 *
 * @param installed version, or null
 * @param candidate version that would be installed now, or null when no source has it
 * @param installedKib size once installed
 */
public record PackageDetail(
    String name,
    @Nullable String installed,
    @Nullable String candidate,
    @Nullable String architecture,
    @Nullable String section,
    @Nullable String maintainer,
    @Nullable String homepage,
    @Nullable Long installedKib,
    List<String> dependsOn,
    @Nullable String description) {

  public PackageDetail {
    dependsOn = List.copyOf(dependsOn);
  }
}
