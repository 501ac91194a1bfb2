package io.aios.launcher.containers;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.InstanceLock;
import io.aios.launcher.data.Part;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.data.SuiteState;
import io.aios.launcher.settings.SettingsFile;
import io.aios.launcher.settings.SuiteSettings;
import io.aios.launcher.suite.Credentials;
import io.aios.launcher.suite.Member;
import io.aios.launcher.suite.SuiteLogging;
import io.aios.launcher.suite.SuiteVersion;
import io.aios.platform.secrets.MasterKeyFile;
import io.aios.platform.secrets.MasterKeyMissing;
import io.aios.platform.secrets.SealedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The launcher's container. It makes secrets and certificates once, writes each service's files
 * into a directory that only that one's container sees, and goes on handing out renewed
 * certificates and changed master keys. The owner's command line runs beside it.
 */
public final class Containers {
  private static final Logger log = LoggerFactory.getLogger(Containers.class);

  /** Services look at their files as often. */
  private static final int INTERVAL_SECONDS = 5;

  private Containers() {}

  /**
   * Runs until it is told to end.
   *
   * @param args where services' directories are; where security-manager's data is mounted; and a
   *     file that is made when everything is in place
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    SuiteLogging.route();
    DataDirectory data = DataDirectory.standard();
    try {
      data.prepare();
    } catch (StartFailure e) {
      refuse(e);
    }
    try (InstanceLock lock = InstanceLock.take(data)) {
      SuiteSettings settings = SettingsFile.read(data.configFile());
      boolean mutualTls = mutualTls(settings);
      ServiceFiles files = new ServiceFiles(data, Path.of(args[0]), mutualTls);
      prepare(data, settings, files);
      linkLogin(data, Path.of(args[1]));
      announce(data, mutualTls);
      Files.writeString(Path.of(args[2]), "");
      log.info("The files of {} are in place", Member.names());
      Thread.ofPlatform().daemon().name("files").start(() -> keepFresh(files));
      lock.hold();
    } catch (StartFailure e) {
      refuse(e);
    }
  }

  private static void refuse(StartFailure e) {
    System.err.println(e.getMessage());
    System.exit(1);
  }

  /** On unless the owner's settings say otherwise. */
  static boolean mutualTls(SuiteSettings settings) {
    return Boolean.parseBoolean(settings.properties().getOrDefault("aios.tls.enabled", "true"));
  }

  /** Makes what is missing, and writes every container's files. */
  static void prepare(DataDirectory data, SuiteSettings settings, ServiceFiles files)
      throws IOException {
    new MasterKeyFile(data.root().resolve(MasterKeyFile.STANDARD)).create();
    Credentials credentials = Credentials.of(data, settings, files.mutualTls(), Member.ALL_MEMBERS);
    var all = new ContainerSettings(credentials, settings, OwnNetworks.list(), files.mutualTls());
    for (Member member : Member.ALL_MEMBERS) {
      files.write(member, all.of(member));
    }
    new ContainerInfrastructure(credentials.secrets(), settings)
        .files()
        .forEach(
            (container, contents) ->
                contents.forEach((name, text) -> files.writeReadable(container, name, text)));
  }

  /** The proof of being the owner, and the first password, are made by security-manager. */
  static void linkLogin(DataDirectory data, Path securityManager) throws IOException {
    link(data.run().resolve("local-login.key"), securityManager.resolve("run/local-login.key"));
    link(
        data.secrets().resolve("admin-password"),
        securityManager.resolve("secrets/admin-password"));
  }

  private static void link(Path from, Path to) throws IOException {
    Files.deleteIfExists(from);
    Files.createSymbolicLink(from, to);
  }

  /** Tells the command line where services are. */
  private static void announce(DataDirectory data, boolean mutualTls) {
    List<Part> parts =
        Member.ALL_MEMBERS.stream()
            .map(member -> Part.waiting(member.name(), false, member.port()))
            .toList();
    SuiteState.starting(
            Clock.systemUTC().instant(), SuiteState.CONTAINERS, mutualTls, SuiteVersion.current())
        .with(parts)
        .in(SuiteState.Phase.READY, "")
        .write(data);
  }

  private static void keepFresh(ServiceFiles files) {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(INTERVAL_SECONDS);
        refresh(files);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Hands on renewed certificates and new master keys. Services wrap their own keys again; nobody
   * else sees the launcher's.
   */
  static void refresh(ServiceFiles files) {
    boolean rotated = false;
    for (Member member : Member.ALL_MEMBERS) {
      rotated |= refresh(files, member).contains(ServiceFiles.MASTER_KEYS);
    }
    if (rotated) {
      rewrap(files.data());
    }
  }

  private static List<String> refresh(ServiceFiles files, Member member) {
    try {
      List<String> changed = files.refresh(member);
      if (!changed.isEmpty()) {
        log.info("{} has a new {}", member.name(), changed);
      }
      return changed;
    } catch (UncheckedIOException e) {
      log.error("The files of {} were not brought up to date", member.name(), e);
      return List.of();
    }
  }

  private static void rewrap(DataDirectory data) {
    try {
      SealedFiles.rewrap(
          data.secrets(),
          new MasterKeyFile(data.root().resolve(MasterKeyFile.STANDARD)).read(),
          failure -> log.error("A secret is not wrapped by the new master key", failure));
    } catch (MasterKeyMissing | UncheckedIOException e) {
      log.error("The launcher's secrets are not wrapped by the new master key", e);
    }
  }
}
