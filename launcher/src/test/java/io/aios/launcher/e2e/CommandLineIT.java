package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The command engine on the command line. */
@OnSharedSuite
class CommandLineIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunningSuite suite;

  CommandLineIT(RunningSuite suite) {
    this.suite = suite;
  }

  @Test
  void showsFollowsExplainsRepeatsAndUndoesCommands() throws Exception {
    Path file = suite.data().resolve("workspace/undone.txt");
    RunningSuite.Ran wrote =
        suite.cli("run", "sysops_write_file", "path=" + file, "content=once", "--json");
    String id = JSON.readTree(wrote.out()).path("id").asString();

    assertThat(suite.cli("commands", "list", "--limit", "5").out())
        .contains(id)
        .contains("sysops_write_file");
    assertThat(suite.cli("commands", "list", "--status", "failed").out()).doesNotContain(id);
    assertThat(suite.cli("commands", "show", id).out()).contains("succeeded").contains("4 events");
    assertThat(suite.cli("commands", "show", id, "--after", "1").out()).contains("running");
    assertThat(suite.cli("commands", "show", "no-id").status()).isEqualTo(1);
    assertThat(suite.cli("commands", "events", id, "--after", "1").out().lines())
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.getFirst()).contains("StepStarted"))
        .satisfies(lines -> assertThat(lines.getLast()).contains("CommandSucceeded"));
    assertThat(suite.cli("commands", "watch", id).status()).isZero();
    assertThat(JSON.readTree(suite.cli("commands", "export", id).out()).path("events").size())
        .isEqualTo(4);
    RunningSuite.Ran again = suite.cli("commands", "replay", id);
    assertThat(again.status()).isEqualTo(1); // the file exists
    assertThat(again.err()).contains("tool-error");
    assertThat(suite.cli("commands", "replay", id, "--dry-run").out()).contains("\"dryRun\"");

    assertThat(suite.cli("commands", "explain", id).out())
        .contains("It needs sysops:write, which *:write grants")
        .contains("to the server 'sysops'");

    assertThat(suite.cli("commands", "undo", id, "--dry-run").out()).contains("possible");
    assertThat(file).exists();
    RunningSuite.Ran undone = suite.cli("commands", "undo", id);
    assertThat(undone.status()).as(undone.err()).isZero();
    assertThat(undone.out()).contains("undone");
    assertThat(file).doesNotExist();
    assertThat(suite.cli("commands", "cancel", id).out()).contains("It is undone");
    RunningSuite.Ran rebuilt = suite.cli("commands", "rebuild");
    assertThat(rebuilt.out()).as(rebuilt.err()).matches("Rebuilt (\\d+) of \\1 commands, .*\\R");
  }

  @Test
  void showsApprovesEditsAndRejectsWhatWaits() throws Exception {
    Path from = Files.writeString(suite.data().resolve("workspace/moved.txt"), "x");
    Path to = suite.data().resolve("workspace/there.txt");
    String[] move = {"run", "sysops_move_file", "from=" + from, "to=" + to, "--json"};
    RunningSuite.Ran waits = suite.cli(move);
    assertThat(waits.status()).isEqualTo(6);
    String id = JSON.readTree(waits.out()).path("id").asString();
    assertThat(waits.err()).contains("aios approvals show " + id);

    assertThat(suite.cli("approvals", "list").out()).contains(id).contains("moves");
    assertThat(suite.cli("approvals", "show", id).out())
        .contains("sysops_move_file", "write", from.toString(), "approvals:decide", "preview")
        .doesNotContain("preview    none");
    assertThat(suite.cli("approvals", "reject", id, "--reason", "not there").status()).isZero();
    RunningSuite.Ran rejected = suite.cli("commands", "watch", id);
    assertThat(rejected.status()).isEqualTo(1);
    assertThat(rejected.err()).contains("not there");
    assertThat(suite.cli("approvals", "approve", id).err()).contains("has ended");

    id = JSON.readTree(suite.cli(move).out()).path("id").asString();
    assertThat(suite.cli("approvals", "edit", id).status()).isEqualTo(2);
    assertThat(suite.cli("approvals", "edit", id, "to=" + to + ".other").status()).isZero();
    assertThat(suite.cli("commands", "watch", id).status()).isZero();
    assertThat(Path.of(to + ".other")).hasContent("x");
    Files.writeString(from, "y");
    id = JSON.readTree(suite.cli(move).out()).path("id").asString();
    assertThat(suite.cli("approvals", "approve", id, "--step", "call").status()).isZero();
    assertThat(suite.cli("commands", "watch", id).status()).isZero();
    assertThat(to).hasContent("y");
  }

  @Test
  void worksWithValuesBehindTokensAndExportsWhatIsStored() throws Exception {
    Path file = Files.writeString(suite.data().resolve("workspace/mail.txt"), "ada@example.com");
    RunningSuite.Ran set = suite.cli("privacy", "set", "contact=tokenise");
    assertThat(set.out()).as(set.err()).containsPattern("contact +tokenise +tokenise +off");
    RunningSuite.Ran read = suite.cli("run", "sysops_read_file", "path=" + file);
    Matcher token = Pattern.compile("\\[TOKEN:email:[0-9a-f]{20}]").matcher(read.out());
    assertThat(token.find()).as(read.out() + read.err()).isTrue();
    assertThat(read.out()).doesNotContain("ada@example.com");
    assertThat(suite.cli("privacy", "reveal", token.group()).out().strip())
        .isEqualTo("ada@example.com");
    assertThat(suite.cli("privacy", "set", "contact=default", "secrets=off").err())
        .contains("'secrets' is to be 'redact' at least");
    assertThat(suite.cli("privacy", "set", "contact=default").status()).isZero();

    RunningSuite.Ran export = suite.cli("privacy", "export");

    assertThat(export.status()).as(export.err()).isZero();
    assertThat(JSON.readTree(export.out()).path("services").propertyNames())
        .containsExactlyInAnyOrder("gateway", "orchestrator", "security-manager", "federation");
  }

  @Test
  void savesRunsAndDeletesPlans() throws Exception {
    Path file = suite.root().resolve("sizes.yaml");
    Files.writeString(
        file,
        """
        description: Says what a folder holds.
        inputSchema: {type: object, required: [folder], properties: {folder: {type: string}}}
        steps:
        - {id: list, tool: sysops_list_directory, arguments: {path: "${input.folder}"}}
        output: "${list.text}"
        """);
    String folder = "folder=" + suite.data().resolve("workspace");

    RunningSuite.Ran saved = suite.cli("plans", "save", "holds", "-f", file.toString());
    assertThat(saved.out()).as(saved.err()).contains("Version 1 of holds, tool plan_holds");
    Path shown = suite.root().resolve("shown.json");
    Files.writeString(shown, suite.cli("plans", "show", "holds").out());
    assertThat(suite.cli("plans", "save", "holds", "-f", shown.toString()).out())
        .contains("Version 2 of holds");
    assertThat(suite.cli("plans", "list").out()).contains("holds").contains("read");
    assertThat(suite.cli("plans", "versions", "holds").out().lines()).hasSize(3);
    RunningSuite.Ran ran = suite.cli("plans", "run", "holds@1", folder, "--json");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(JSON.readTree(ran.out()).path("plan").asString()).isEqualTo("holds@1");
    assertThat(suite.cli("plans", "run", "holds", folder).out()).contains("output");
    assertThat(suite.cli("plans", "run", "holds", "nonsense=1").err()).contains("'folder'");
    assertThat(suite.cli("plans", "delete", "holds").status()).isZero();
    assertThat(suite.cli("plans", "run", "holds", folder).err()).contains("holds");
  }
}
