package io.aios.sysops.infrastructure.dpkg;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.PackageDetail;
import io.aios.sysops.domain.PackageEntry;
import io.aios.sysops.infrastructure.commands.CommandResult;
import io.aios.sysops.infrastructure.commands.Commands;
import io.aios.sysops.usecase.BackEnd;
import io.aios.sysops.usecase.Packages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Packages of Debian and its kin. */
@Component
final class DpkgPackages implements Packages, BackEnd {
  private final Commands commands;
  private final DpkgProperties properties;

  DpkgPackages(Commands commands, DpkgProperties properties) {
    this.commands = commands;
    this.properties = properties;
  }

  @Override
  public List<PackageEntry> installed() {
    return PackageOutput.entries(
        ask(properties.dpkgQuery(), List.of("--show", "--showformat=" + PackageOutput.FORMAT))
            .output());
  }

  @Override
  public List<Available> search(List<String> words, boolean namesOnly) {
    List<String> arguments = new ArrayList<>(List.of("search"));
    if (namesOnly) {
      arguments.add("--names-only");
    }
    arguments.add("--");
    arguments.addAll(words);
    return PackageOutput.available(ask(properties.aptCache(), arguments).output());
  }

  @Override
  public PackageDetail detail(String name) {
    CommandResult policy = ask(properties.aptCache(), List.of("policy", "--", name));
    CommandResult installed = run(properties.dpkgQuery(), List.of("--status", "--", name));
    CommandResult known =
        installed.status() == 0
            ? installed
            : run(properties.aptCache(), List.of("show", "--no-all-versions", "--", name));
    if (known.status() != 0 || known.output().isBlank()) {
      throw new ToolFailure(
          "package-not-found",
          "Neither dpkg nor the package sources know '" + name + "'.",
          "sysops_search_packages finds names.");
    }
    return PackageOutput.detail(name, known.output(), policy.output());
  }

  private CommandResult ask(Path program, List<String> arguments) {
    CommandResult result = run(program, arguments);
    if (!result.succeeded()) {
      throw new ToolFailure(
          "package-query-failed",
          program.getFileName() + " ended with status " + result.status() + ".",
          "Check the words of the query: apt-cache reads them as regular expressions.");
    }
    return result;
  }

  private CommandResult run(Path program, List<String> arguments) {
    problem().ifPresent(DpkgPackages::missing);
    return commands.run(program, arguments);
  }

  private static void missing(String problem) {
    throw new ToolFailure(
        "packages-unsupported", problem, "Only Debian's dpkg and apt are supported so far.");
  }

  @Override
  public String name() {
    return "packages";
  }

  @Override
  public Optional<String> problem() {
    for (Path program : List.of(properties.dpkgQuery(), properties.aptCache())) {
      if (!Commands.exists(program)) {
        return Optional.of(program + " is not installed.");
      }
    }
    return Optional.empty();
  }
}
