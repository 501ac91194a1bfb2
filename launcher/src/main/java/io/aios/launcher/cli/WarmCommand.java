package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.SuiteState;
import java.net.http.HttpClient;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Touches what commands use, while the build records the command line's AOT cache. */
@Command(name = "warm", hidden = true)
final class WarmCommand implements Runnable {
  private final Terminal terminal;

  WarmCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    SuiteState.running(new DataDirectory(Path.of("target", "none")));
    JsonMapper json = JsonMapper.builder().build();
    terminal.print(json.readTree("{\"a\":[1,2.5,\"b\",null,true]}").toPrettyString());
    terminal.print(YAMLMapper.builder().build().readTree("a: [1, b]").toString());
    new Table("A", "B").row("1", "x").lines().forEach(terminal::print);
    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().close();
    Aios.commandLine(terminal).execute("--help");
  }
}
