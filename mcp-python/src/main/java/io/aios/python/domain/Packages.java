package io.aios.python.domain;

import java.util.List;

/** What can be imported, beside the standard library. */
public record Packages(String python, List<Installed> packages) {
  public record Installed(String name, String version) {}
}
