package io.aios.platform.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.platform.boot.AiosApplication;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Processes of one service with its database, and what becomes of their keys. */
class SecretsIT {
  private static final byte[] SECRET = "swordfish".getBytes(UTF_8);

  private static ConfigurableApplicationContext context;
  private static JdbcClient jdbc;

  @TempDir private Path data;
  private MasterKeyFile file;

  @BeforeAll
  static void connect() {
    List<String> arguments = new ArrayList<>();
    Infrastructure.properties(Part.POSTGRES)
        .forEach((name, value) -> arguments.add("--" + name + "=" + value));
    arguments.add("--server.port=0");
    arguments.add("--aios.platform.uses=postgres");
    context = AiosApplication.run(Fixture.class, "fixture", arguments.toArray(String[]::new));
    jdbc = context.getBean(JdbcClient.class);
  }

  @AfterAll
  static void disconnect() {
    context.close();
  }

  @BeforeEach
  void startWithNothing() {
    jdbc.sql("TRUNCATE data_key").update();
    file = new MasterKeyFile(data.resolve(MasterKeyFile.STANDARD));
  }

  private Secrets process() {
    DataKeys dataKeys =
        new DataKeys(jdbc, context.getBean(PlatformTransactionManager.class), "fixture");
    return new Secrets(file, true, dataKeys);
  }

  private static Seal seal(Secrets process) {
    return process.seal("word", Adoption.nothing());
  }

  @Test
  void opensInEveryProcessWhatOneSealed() {
    byte[] sealed = seal(process()).seal(SECRET, "ada");

    assertThat(seal(process()).open(sealed, "ada")).isEqualTo(SECRET);
    assertThat(new String(sealed, ISO_8859_1)).doesNotContain("swordfish");
  }

  @Test
  void doesNotOpenWhatWasMovedOrChanged() {
    Secrets process = process();
    byte[] sealed = seal(process).seal(SECRET, "ada");
    Seal other = process.seal("other", Adoption.nothing());

    assertThatExceptionOfType(SecretAltered.class)
        .isThrownBy(() -> seal(process).open(sealed, "eve"))
        .withMessage("The stored word of eve was changed or is another's");
    assertThatExceptionOfType(SecretAltered.class).isThrownBy(() -> other.open(sealed, "ada"));
    sealed[sealed.length - 1] ^= 1;
    assertThatExceptionOfType(SecretAltered.class)
        .isThrownBy(() -> seal(process).open(sealed, "ada"));
  }

  @Test
  void doesNotTakeADataKeyOfAnotherPurpose() {
    seal(process());
    process().seal("other", Adoption.nothing());
    jdbc.sql(
            "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE purpose = 'other')"
                + " WHERE purpose = 'word'")
        .update();

    assertThatExceptionOfType(SecretAltered.class)
        .isThrownBy(() -> seal(process()).seal(SECRET, "ada"))
        .withMessageContaining("data key word of fixture");
  }

  @Test
  void findsEqualValuesByTheirSeal() {
    LookupSeal seal = process().lookupSeal("token", Adoption.nothing());
    LookupSeal elsewhere = process().lookupSeal("token", Adoption.nothing());

    assertThat(elsewhere.seal("t-1")).isEqualTo(seal.seal("t-1")).isNotEqualTo(seal.seal("t-2"));
    assertThat(elsewhere.open(seal.seal("t-1"))).isEqualTo("t-1");
    assertThatExceptionOfType(SecretAltered.class).isThrownBy(() -> seal.open("t-1"));
  }

  @Test
  void saysThatTheMasterKeyIsMissingAndGoesOnWhenItIsBack() throws Exception {
    byte[] sealed = seal(process()).seal(SECRET, "ada");
    Path aside = data.resolve("aside");
    Files.move(file.path(), aside);

    Secrets process = process();
    Seal seal = seal(process);
    process.refresh();

    assertThatExceptionOfType(MasterKeyMissing.class)
        .isThrownBy(() -> seal.open(sealed, "ada"))
        .withMessageContaining(file.path().toString())
        .withMessageContaining("put it back");
    assertThat(new SecretsHealthIndicator(process).health())
        .satisfies(
            health -> {
              assertThat(health.getStatus()).isEqualTo(Status.DOWN);
              assertThat(health.getDetails().get("reason").toString())
                  .contains("is missing")
                  .contains(file.path().toString());
            });
    assertThat(file.path()).as("no other key takes its place").doesNotExist();

    Files.move(aside, file.path());
    assertThat(seal.open(sealed, "ada")).isEqualTo(SECRET);
    process.refresh();
    assertThat(new SecretsHealthIndicator(process).health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void namesTheKeyThatAnotherFileLacks() throws Exception {
    Secrets running = process();
    Seal unwrapped = seal(running);
    byte[] sealed = unwrapped.seal(SECRET, "ada");
    long wrapping = file.read().primary();
    Files.delete(file.path());
    file.create();

    running.refresh();
    Seal restarted = seal(process());

    assertThat(running.state().trouble()).contains("Master key " + wrapping);
    assertThat(unwrapped.open(sealed, "ada")).as("what is unwrapped stays").isEqualTo(SECRET);
    assertThatExceptionOfType(MasterKeyMissing.class)
        .isThrownBy(() -> restarted.open(sealed, "ada"))
        .withMessageContaining("Master key " + wrapping)
        .withMessageContaining("word");
  }

  @Test
  void wrapsEverythingByTheNewMasterKeyWhileItRuns() {
    Secrets running = process();
    Path key = data.resolve("secrets/some.key");
    byte[] sealed = seal(running).seal(SECRET, "ada");
    assertThat(running.file(key, () -> SECRET).get()).isEqualTo(SECRET);
    Path unused = data.resolve("secrets/unused.key");
    assertThat(process().file(unused, () -> SECRET).get()).isEqualTo(SECRET);
    running.refresh();
    long before = file.read().primary();
    assertThat(running.state().wrappedBy()).isEqualTo(Map.of("word", before, "some.key", before));

    long after = file.rotate().primary();
    running.refresh();

    assertThat(after).isNotEqualTo(before);
    assertThat(running.state().wrappedBy()).isEqualTo(Map.of("word", after, "some.key", after));
    assertThat(seal(running).open(sealed, "ada")).isEqualTo(SECRET);
    assertThat(file.retire().ids()).containsExactly(after);
    assertThat(seal(process()).open(sealed, "ada")).isEqualTo(SECRET);
    assertThat(process().file(key, () -> new byte[0]).get()).isEqualTo(SECRET);
    assertThat(process().file(unused, () -> new byte[0]).get()).isEqualTo(SECRET);
  }

  /** Of an earlier start, and not asked for since. */
  @Test
  void wrapsByTheNewMasterKeyWhatNobodyAskedFor() {
    Path key = data.resolve("secrets/some.key");
    byte[] sealed = seal(process()).seal(SECRET, "ada");
    assertThat(process().file(key, () -> SECRET).get()).isEqualTo(SECRET);
    Secrets restarted = process();
    Supplier<byte[]> content = restarted.file(key, () -> new byte[0]);

    long after = file.rotate().primary();
    restarted.refresh();

    assertThat(restarted.state())
        .isEqualTo(new Secrets.State(after, Map.of("word", after, "some.key", after), null));
    file.retire();
    assertThat(content.get()).isEqualTo(SECRET);
    assertThat(seal(process()).open(sealed, "ada")).isEqualTo(SECRET);
  }

  @Test
  void saysWhichMasterKeyItSeesBeforeItWrapsAnything() {
    file.create();
    Secrets idle = process();
    idle.refresh();

    assertThat(idle.state()).isEqualTo(new Secrets.State(file.read().primary(), Map.of(), null));
  }

  @Test
  void wrapsAKeyFileThatLayOpen() throws Exception {
    Path key = Files.write(Files.createDirectory(data.resolve("secrets")).resolve("old"), SECRET);

    assertThat(process().file(key, () -> new byte[0]).get()).isEqualTo(SECRET);

    assertThat(new String(Files.readAllBytes(key), ISO_8859_1))
        .startsWith("aios-sealed-1\n")
        .doesNotContain("swordfish");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(process().file(key, () -> new byte[0]).get()).isEqualTo(SECRET);
    Path copy = Files.copy(key, key.resolveSibling("copy"));
    assertThatExceptionOfType(SecretAltered.class)
        .isThrownBy(() -> process().file(copy, () -> new byte[0]).get())
        .withMessageContaining("copy");
  }

  @Test
  void saysThatWhatWasStoredBeforeCannotBeAdopted() {
    Secrets process = process();
    process.seal(
        "word",
        adopting -> {
          throw new MasterKeyMissing("the old key file is missing");
        });

    process.refresh();

    assertThat(process.state().trouble()).isEqualTo("the old key file is missing");
  }

  @Test
  void adoptsOnceAndAgainIfThatFailed() {
    AtomicInteger runs = new AtomicInteger();
    Secrets process = process();
    Seal seal =
        process.seal(
            "word",
            adopting -> {
              adopting.seal(SECRET, "ada");
              if (runs.incrementAndGet() == 1) {
                throw new MasterKeyMissing("the old key");
              }
            });

    assertThat(seal.seal(SECRET, "ada")).isNotEmpty();
    process().seal("word", adopting -> runs.incrementAndGet()).seal(SECRET, "ada");

    assertThat(runs).hasValue(2);
  }

  @Test
  void takesNoKeyFileThatEverybodyCanRead() throws Exception {
    file.create();
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatExceptionOfType(MasterKeyMissing.class)
        .isThrownBy(() -> seal(process()).seal(SECRET, "ada"))
        .withMessageContaining("chmod");
  }

  @Test
  void takesNoFileOfOtherContentAndDoesNotQuoteIt() throws Exception {
    file.create();
    Files.writeString(file.path(), "{\"hunter2\":");

    assertThatExceptionOfType(MasterKeyMissing.class)
        .isThrownBy(() -> seal(process()).seal(SECRET, "ada"))
        .withMessageContaining("no Tink keyset")
        .withMessageNotContaining("hunter2");
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Fixture {}
}
