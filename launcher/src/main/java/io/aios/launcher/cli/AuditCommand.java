package io.aios.launcher.cli;

import io.aios.launcher.cli.audit.NoteVerifier;
import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.cli.terminal.Terminal.Tone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The audit ledger. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Searches, verifies, exports and proves the audit ledger.",
    synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {
  private final Terminal terminal;

  AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Recomputes the ledger and checks its signature here; 1 when it is broken.")
  int verify(
      @Mixin DataOption data,
      @Option(
              names = "--verifier-key",
              paramLabel = "KEY",
              description = "The key you trust (default: the one the suite names).")
          @Nullable String key,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    JsonNode found;
    try (Gateway gateway = data.gateway()) {
      found = gateway.tool("security_verify_audit", Map.of());
    }
    String problem = problem(found, key);
    if (json) {
      ObjectNode document = found.deepCopy().asObject();
      document.put("intact", problem == null);
      terminal.print(document.put("reason", problem).toPrettyString());
    } else if (problem == null) {
      terminal.print(
          terminal.paint(Tone.GOOD, found.path("records").asLong() + " records are as written"));
      terminal.print(found.path("checkpoint").asString(""));
    } else {
      terminal.print(terminal.paint(Tone.BAD, "The ledger is broken: " + problem));
    }
    return problem == null ? 0 : CommandFailure.FAILED;
  }

  /** Null when all is well. */
  private static @Nullable String problem(JsonNode found, @Nullable String trusted) {
    if (!found.path("intact").asBoolean(false)) {
      return "record %d: %s"
          .formatted(found.path("firstBadIndex").asLong(), found.path("reason").asString(""));
    }
    String note = found.path("checkpoint").asString("");
    long records = found.path("records").asLong();
    if (note.isEmpty()) {
      return records == 0 ? null : records + " records and no signed checkpoint";
    }
    NoteVerifier verifier;
    try {
      verifier =
          NoteVerifier.parse(trusted == null ? found.path("verifierKey").asString("") : trusted);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(CommandFailure.USAGE, String.valueOf(e.getMessage()));
    }
    if (!verifier.isSigned(note)) {
      return "the checkpoint is not signed by " + verifier.name();
    }
    String size = note.lines().skip(1).findFirst().orElse("");
    return size.equals(Long.toString(records))
        ? null
        : "the checkpoint covers " + size + " records of " + records;
  }

  @Command(
      name = "search",
      mixinStandardHelpOptions = true,
      description = "Lists decisions, youngest first.")
  int search(
      @Mixin DataOption data,
      @Mixin AuditCriteria criteria,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    JsonNode records;
    try (Gateway gateway = data.gateway()) {
      records = gateway.tool("security_query_audit", criteria.arguments()).path("records");
    }
    if (json) {
      terminal.print(records.toPrettyString());
      return 0;
    }
    Table table = new Table("INDEX", "TIME", "USER", "ACTION", "TARGET", "OUTCOME", "STATUS");
    for (JsonNode line : records) {
      JsonNode each = line.path("record");
      table.row(
          line.path("index").asString(""),
          each.path("at").asString(""),
          each.path("subject").asString("-"),
          each.path("action").asString(""),
          each.path("target").asString(""),
          each.path("outcome").asString(""),
          each.path("status").asString(""));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Writes every record, oldest first.")
  int export(
      @Mixin DataOption data,
      @Option(
              names = "--format",
              defaultValue = "JSON",
              paramLabel = "FORMAT",
              description = "json (a record a line), cef or otlp (a request a line).")
          AuditExport.Format format,
      @Option(
              names = "--since",
              paramLabel = "TIME",
              description = "From the first record of this time on (UTC).")
          @Nullable Instant since,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description = "Where to (default: standard output).")
          @Nullable Path output)
      throws IOException, InterruptedException {
    try (Gateway gateway = data.gateway()) {
      new AuditExport(gateway, format, since).write(terminal, output);
    }
    return 0;
  }

  @Command(
      name = "prove",
      mixinStandardHelpOptions = true,
      description = "Proves that a record is in the ledger, or that the ledger only grew (JSON).")
  int prove(
      @Mixin DataOption data,
      @Option(names = "--index", description = "The record.") @Nullable Long index,
      @Option(names = "--size", description = "The earlier size.") @Nullable Long size)
      throws IOException, InterruptedException {
    if ((index == null) == (size == null)) {
      throw new CommandFailure(CommandFailure.USAGE, "give either --index or --size");
    }
    Map<String, Long> arguments = new LinkedHashMap<>();
    if (index != null) {
      arguments.put("index", index);
    } else if (size != null) {
      arguments.put("size", size);
    }
    try (Gateway gateway = data.gateway()) {
      terminal.print(gateway.tool("security_prove_audit", arguments).toPrettyString());
    }
    return 0;
  }
}
