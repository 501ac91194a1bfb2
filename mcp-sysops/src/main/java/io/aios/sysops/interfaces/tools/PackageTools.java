package io.aios.sysops.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.platform.tools.Tool;
import io.aios.sysops.domain.PackageDetail;
import io.aios.sysops.domain.PackageEntry;
import io.aios.sysops.usecase.Packages;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looking at packages. */
@Component
class PackageTools {

  private final Packages packages;

  PackageTools(Packages packages) {
    this.packages = packages;
  }

  record PackageList(
      @Size(max = 200) @JsonPropertyDescription("Text in the name, any case.")
          @Nullable String filter,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "100")
          @JsonPropertyDescription("Packages in the answer.")
          int limit,
      @Size(max = 20) @JsonPropertyDescription(Arguments.CURSOR) @Nullable String cursor) {

    boolean takes(PackageEntry entry) {
      return filter == null || entry.name().contains(filter.toLowerCase(Locale.ROOT));
    }
  }

  record Installed(List<PackageEntry> packages, int total, @Nullable String nextCursor) {}

  @Tool(
      name = "sysops_list_packages",
      title = "List installed packages",
      description = "Installed packages by name with version, architecture, size and summary.",
      profile = "packages")
  Installed listPackages(PackageList arguments) {
    var paging = Arguments.paging(arguments.cursor(), arguments.limit());
    List<PackageEntry> all = packages.installed().stream().filter(arguments::takes).toList();
    return new Installed(paging.of(all), all.size(), paging.next(all.size()));
  }

  record Search(
      @NotNull
          @Size(min = 1, max = 10)
          @JsonPropertyDescription("Words that the name or summary must all have.")
          List<@Pattern(regexp = "[^\\u0000-\\u001f\\u007f]{1,100}") String> words,
      @JsonProperty(defaultValue = "false") @JsonPropertyDescription("Look at names only.")
          boolean namesOnly,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "100")
          @JsonPropertyDescription("Packages in the answer.")
          int limit,
      @Size(max = 20) @JsonPropertyDescription(Arguments.CURSOR) @Nullable String cursor) {}

  record Found(List<Packages.Available> packages, int total, @Nullable String nextCursor) {}

  @Tool(
      name = "sysops_search_packages",
      title = "Search packages",
      description = "Packages of the configured sources by words.",
      profile = "packages")
  Found searchPackages(Search arguments) {
    var paging = Arguments.paging(arguments.cursor(), arguments.limit());
    var all = packages.search(arguments.words(), arguments.namesOnly());
    return new Found(paging.of(all), all.size(), paging.next(all.size()));
  }

  record Name(
      @NotNull
          @Pattern(regexp = "[a-z0-9][a-z0-9+.-]{0,127}(:[a-z0-9-]{1,32})?")
          @JsonPropertyDescription("Package name, such as openssh-server.")
          String name) {}

  @Tool(
      name = "sysops_get_package",
      title = "Get one package",
      description = "Installed and candidate version, size, dependencies and description.",
      profile = "packages")
  PackageDetail getPackage(Name arguments) {
    return packages.detail(arguments.name());
  }
}
