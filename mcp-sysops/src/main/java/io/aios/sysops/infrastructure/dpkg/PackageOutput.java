package io.aios.sysops.infrastructure.dpkg;

import io.aios.sysops.domain.PackageDetail;
import io.aios.sysops.domain.PackageEntry;
import io.aios.sysops.usecase.Packages.Available;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what dpkg-query and apt-cache write. */
final class PackageOutput {
  /** A line a package, fields parted by tabs. */
  static final String FORMAT =
      "${binary:Package}\t${Version}\t${Architecture}\t${db:Status-Status}\t${Installed-Size}\t"
          + "${binary:Summary}\n";

  private PackageOutput() {}

  static List<PackageEntry> entries(String output) {
    return output
        .lines()
        .map(line -> line.split("\t", 6))
        .filter(fields -> fields.length == 6)
        .map(PackageOutput::entry)
        .sorted(Comparator.comparing(PackageEntry::name))
        .toList();
  }

  private static PackageEntry entry(String[] fields) {
    return new PackageEntry(
        fields[0], fields[1], fields[2], fields[3], number(fields[4]), fields[5]);
  }

  /** Lines of {@code name - summary}. */
  static List<Available> available(String output) {
    return output
        .lines()
        .map(line -> line.split(" - ", 2))
        .filter(fields -> fields.length == 2)
        .map(fields -> new Available(fields[0], fields[1]))
        .toList();
  }

  /**
   * @param control a paragraph in the format of deb-control(5)
   * @param policy of apt-cache
   */
  static PackageDetail detail(String name, String control, String policy) {
    Map<String, String> fields = paragraph(control);
    String size = fields.get("Installed-Size");
    return new PackageDetail(
        fields.getOrDefault("Package", name),
        version(policy, "Installed: "),
        version(policy, "Candidate: "),
        fields.get("Architecture"),
        fields.get("Section"),
        fields.get("Maintainer"),
        fields.get("Homepage"),
        size == null ? null : (Long) number(size),
        dependencies(fields.get("Depends")),
        fields.getOrDefault("Description", fields.get("Description-en")));
  }

  private static Map<String, String> paragraph(String control) {
    Map<String, String> fields = new LinkedHashMap<>();
    String field = "";
    for (String line : control.lines().toList()) {
      if (line.isBlank()) {
        break;
      }
      int colon = line.indexOf(':');
      if (line.startsWith(" ")) {
        fields.merge(field, line.substring(1), (text, more) -> text + "\n" + more);
      } else if (colon > 0) {
        field = line.substring(0, colon);
        fields.put(field, line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  private static List<String> dependencies(@Nullable String field) {
    return field == null
        ? List.of()
        : Arrays.stream(field.split(",", -1)).map(String::strip).toList();
  }

  private static @Nullable String version(String policy, String label) {
    return policy
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()))
        .filter(version -> !version.equals("(none)"))
        .findFirst()
        .orElse(null);
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
