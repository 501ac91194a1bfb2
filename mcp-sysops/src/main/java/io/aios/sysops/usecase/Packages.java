package io.aios.sysops.usecase;

import io.aios.sysops.domain.PackageDetail;
import io.aios.sysops.domain.PackageEntry;
import java.util.List;

/** The packages of the distribution. */
public interface Packages {
  /** By name. */
  List<PackageEntry> installed();

  /** A package that could be installed. */
  record Available(String name, String summary) {}

  /** Packages of the configured sources whose name or summary has all the words. */
  List<Available> search(List<String> words, boolean namesOnly);

  PackageDetail detail(String name);
}
