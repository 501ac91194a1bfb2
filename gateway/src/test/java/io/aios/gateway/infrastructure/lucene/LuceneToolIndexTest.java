package io.aios.gateway.infrastructure.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.gateway.domain.ToolLimits;
import io.aios.gateway.usecase.Catalogue;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.mcp.McpJson;
import io.aios.mcp.tools.ParamHeaders;
import io.aios.mcp.tools.ToolDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class LuceneToolIndexTest {
  private final AtomicReference<Catalogue> catalogue =
      new AtomicReference<>(
          of(
              tool("sysops_list_processes", "Lists running programs and their memory", "sortBy"),
              tool("sysops_find_large_files", "Finds the largest files below a folder", "folder"),
              tool("sysops_get_disk_usage", "Tells how full each file system is", "mount"),
              tool("python_run_code", "Runs a program text in a sandbox", "code"),
              tool("mail_sendMessage", "Sends a letter", "recipient")));

  private final LuceneToolIndex index = new LuceneToolIndex(catalogue::get);

  @Test
  void ranksTheToolWhoseNameSaysItFirst() {
    assertThat(names("large files")).first().isEqualTo("sysops_find_large_files");
    assertThat(names("memory of processes")).first().isEqualTo("sysops_list_processes");
  }

  @Test
  void countsAWordInTheNameMoreThanOneInTheDescription() {
    assertThat(names("run")).containsExactly("python_run_code", "sysops_list_processes");
  }

  @Test
  void knowsOtherFormsOfAWord() {
    assertThat(names("process")).containsExactly("sysops_list_processes");
    assertThat(names("FINDING folders")).first().isEqualTo("sysops_find_large_files");
  }

  @Test
  void findsByArgumentAndByPartOfANameWrittenAsOneWord() {
    assertThat(names("recipient")).containsExactly("mail_sendMessage");
    assertThat(names("message")).containsExactly("mail_sendMessage");
  }

  @Test
  void findsHalfTypedWords() {
    assertThat(names("proces")).containsExactly("sysops_list_processes");
    assertThat(names("pyth")).containsExactly("python_run_code");
  }

  @Test
  void takesAnyTextForWords() {
    assertThat(names("+name:(* AND \"disk\" ~ [a TO z] \\ ^9")).contains("sysops_get_disk_usage");
    assertThat(names("the of and")).isEmpty();
    assertThat(names("\u0000 ")).isEmpty();
  }

  @Test
  void leavesOutWhatIsNotVisible() {
    assertThat(index.rank("files", tool -> !tool.name().contains("large")))
        .extracting(CatalogueTool::name)
        .doesNotContain("sysops_find_large_files");
  }

  @Test
  void followsTheCatalogue() {
    assertThat(names("weather")).isEmpty();

    catalogue.set(of(tool("sky_get_weather", "Tells the weather", "place")));

    assertThat(names("weather")).containsExactly("sky_get_weather");
    assertThat(names("processes")).isEmpty();
  }

  private List<String> names(String query) {
    return index.rank(query, tool -> true).stream().map(CatalogueTool::name).toList();
  }

  private static Catalogue of(CatalogueTool... tools) {
    return Catalogue.of(List.of(tools), List.of());
  }

  private static CatalogueTool tool(String name, String description, String argument) {
    ObjectNode json = McpJson.object().put("name", name).put("description", description);
    json.putObject("inputSchema").putObject("properties").putObject(argument);
    return new CatalogueTool(
        name,
        name.substring(0, name.indexOf('_')),
        "mcp",
        "/mcp",
        ToolPermission.of(name, Risk.READ),
        "default",
        Duration.ofSeconds(1),
        true,
        new ToolDescriptor(json),
        arguments -> List.of(),
        ParamHeaders.declaredIn(McpJson.object()),
        Set.of(),
        false,
        ToolLimits.DEFAULT);
  }
}
