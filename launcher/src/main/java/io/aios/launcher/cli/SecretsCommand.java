package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.cli.terminal.Terminal.Tone;
import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.SuiteState;
import io.aios.launcher.settings.MasterKeyPlace;
import io.aios.launcher.settings.SettingsFile;
import io.aios.platform.secrets.MasterKeyFile;
import io.aios.platform.secrets.MasterKeyMissing;
import io.aios.platform.secrets.MasterKeys;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The master keys, which wrap the keys of secrets at rest. */
@Command(
    name = "secrets",
    mixinStandardHelpOptions = true,
    description = "Shows and rotates the master keys, which wrap the keys of secrets at rest.",
    synopsisSubcommandLabel = "COMMAND")
final class SecretsCommand {
  private static final int PATIENCE_SECONDS = 60;

  private final Terminal terminal;

  SecretsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "The master keys, and what each wraps; 1 when something does not open.")
  int status(@Mixin DataOption data) throws InterruptedException {
    MasterKeyFile file = file(data.data());
    MasterKeys keys = use(file, MasterKeyFile::read);
    WrappedKeys wrapped = WrappedKeys.of(data.data(), data.running(), keys.primary());
    terminal.print("%s: %s wraps, of %s".formatted(file.path(), keys.primary(), keys.ids()));
    Table table = new Table("KEY", "OF", "WRAPPED BY");
    for (WrappedKeys.Key key : wrapped.keys()) {
      table.row(key.name(), key.owner(), Long.toString(key.wrappedBy()));
    }
    table.lines().forEach(terminal::print);
    wrapped.troubles().forEach(trouble -> terminal.print(terminal.paint(Tone.BAD, trouble)));
    return wrapped.troubles().isEmpty() ? 0 : CommandFailure.FAILED;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description =
          "Adds a master key and lets the running services wrap their keys by it; the old ones still unwrap.")
  int rotate(@Mixin DataOption data) throws InterruptedException {
    MasterKeyFile file = file(data.data());
    long primary = use(file, MasterKeyFile::rotate).primary();
    terminal.say("Master key %d wraps from now on".formatted(primary));
    Optional<SuiteState> running = SuiteState.running(data.data());
    if (running.isEmpty()) {
      terminal.say("The suite is not running: it wraps its keys by the new one when it starts");
      return 0;
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    WrappedKeys wrapped = WrappedKeys.of(data.data(), running.get(), primary);
    while (!wrapped.isDone(primary)) {
      if (System.nanoTime() > end) {
        throw new CommandFailure(
            CommandFailure.FAILED, "not everything is wrapped by it: " + rest(wrapped, primary));
      }
      TimeUnit.MILLISECONDS.sleep(200);
      wrapped = WrappedKeys.of(data.data(), running.get(), primary);
    }
    terminal.say(
        "Keys wrapped by it: %d. Copy %s to where your copies are; `aios secrets retire` forgets the old keys"
            .formatted(wrapped.keys().size(), file.path()));
    return 0;
  }

  @Command(
      name = "retire",
      mixinStandardHelpOptions = true,
      description =
          "Forgets the master keys that wrap nothing any more. Older copies of the database need them: keep a copy of the file.")
  int retire(@Mixin DataOption data) throws InterruptedException {
    MasterKeyFile file = file(data.data());
    MasterKeys keys = use(file, MasterKeyFile::read);
    WrappedKeys wrapped = WrappedKeys.of(data.data(), data.running(), keys.primary());
    if (!wrapped.isDone(keys.primary())) {
      throw new CommandFailure(
          CommandFailure.FAILED, "no key is forgotten: " + rest(wrapped, keys.primary()));
    }
    MasterKeys left = use(file, MasterKeyFile::retire);
    terminal.say(
        "Master keys forgotten: %d; %d is left"
            .formatted(keys.ids().size() - left.ids().size(), left.primary()));
    return 0;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description =
          "Makes a file with a new master key, to be named by " + MasterKeyPlace.SETTING + ".")
  int create(
      @Parameters(paramLabel = "FILE", description = "A file that is not there yet.") Path path) {
    if (Files.exists(path)) {
      throw new CommandFailure(CommandFailure.USAGE, path + " is there already");
    }
    MasterKeyFile file = new MasterKeyFile(path.toAbsolutePath());
    long primary =
        use(
                file,
                made -> {
                  made.create();
                  return made.read();
                })
            .primary();
    terminal.say("%s holds master key %d".formatted(file.path(), primary));
    return 0;
  }

  private static String rest(WrappedKeys wrapped, long primary) {
    if (!wrapped.troubles().isEmpty()) {
      return String.join("; ", wrapped.troubles());
    }
    if (!wrapped.notWrappedBy(primary).isEmpty()) {
      return wrapped.notWrappedBy(primary).stream()
          .map(key -> "%d wraps %s of %s".formatted(key.wrappedBy(), key.name(), key.owner()))
          .collect(Collectors.joining("; "));
    }
    return "these services have not seen it, or do not answer: "
        + String.join(", ", wrapped.behind());
  }

  private static MasterKeyFile file(DataDirectory data) {
    return MasterKeyPlace.of(data, SettingsFile.read(data.configFile()));
  }

  private static MasterKeys use(MasterKeyFile file, Function<MasterKeyFile, MasterKeys> action) {
    try {
      return action.apply(file);
    } catch (MasterKeyMissing | UncheckedIOException e) {
      throw new CommandFailure(CommandFailure.FAILED, String.valueOf(e.getMessage()));
    }
  }
}
