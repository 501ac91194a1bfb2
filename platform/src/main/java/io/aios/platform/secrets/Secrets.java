package io.aios.platform.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A service's secrets at rest. Its data keys, one a purpose, lie wrapped in its database and stay
 * unwrapped in memory from their first use on; what wraps them is in a {@link MasterKeyFile}.
 *
 * <p>A master key that is missing stops nobody from starting: each use fails with {@link
 * MasterKeyMissing} until the key is back, and {@link #state()} says why.
 */
public final class Secrets {
  private static final Logger log = LoggerFactory.getLogger(Secrets.class);

  private final @Nullable MasterKeyFile file;
  private final boolean mayCreateFile;
  private final @Nullable DataKeys dataKeys;
  private final List<KeyOnDemand<?>> keys = new CopyOnWriteArrayList<>();
  private final Set<Path> files = ConcurrentHashMap.newKeySet();
  private volatile State state = new State(null, Map.of(), null);

  /**
   * How it stands with the keys.
   *
   * @param primary id of the master key that wraps; null while there is none
   * @param wrappedBy master key by data key (its purpose) and file (its name)
   * @param trouble what does not open and why; null when everything does
   */
  public record State(
      @Nullable Long primary, Map<String, Long> wrappedBy, @Nullable String trouble) {}

  /**
   * @param file where the master keys are; null where secrets have no place to be kept
   * @param mayCreateFile if it does not exist and nothing is wrapped yet
   * @param dataKeys null for a service without a database
   */
  Secrets(@Nullable MasterKeyFile file, boolean mayCreateFile, @Nullable DataKeys dataKeys) {
    this.file = file;
    this.mayCreateFile = mayCreateFile;
    this.dataKeys = dataKeys;
  }

  /**
   * The seal of a purpose. What was stored before is adopted now, or as soon as the master key is
   * there.
   */
  public Seal seal(String purpose, Adoption<Seal> adoption) {
    return add(
        new KeyOnDemand<Seal>(
            () ->
                new AeadSeal(
                    Tink.primitive(
                        dataKey(purpose, PredefinedAeadParameters.AES256_GCM), Aead.class),
                    purpose),
            seal -> adopt(purpose, adoption, seal)),
        SealOnDemand::new);
  }

  /** The seal of a purpose whose values are looked up by. */
  public LookupSeal lookupSeal(String purpose, Adoption<LookupSeal> adoption) {
    return add(
        new KeyOnDemand<LookupSeal>(
            () ->
                new SivSeal(
                    Tink.primitive(
                        dataKey(purpose, PredefinedDeterministicAeadParameters.AES256_SIV),
                        DeterministicAead.class),
                    purpose),
            seal -> adopt(purpose, adoption, seal)),
        LookupSealOnDemand::new);
  }

  /**
   * The content of a file wrapped by the master key, made by the first of all processes that ask. A
   * file that is there and not wrapped yet is wrapped then. The file follows the master key from
   * now on, whether it is asked for or not.
   */
  public Supplier<byte[]> file(Path path, Supplier<byte[]> content) {
    files.add(path);
    return () -> SealedFiles.createOnce(path, content, this::masterKeys);
  }

  private <S> S add(KeyOnDemand<S> key, Function<Supplier<S>, S> behindDemand) {
    keys.add(key);
    prepare(key);
    return behindDemand.apply(key);
  }

  /** So that adoption has happened before a row is read, whenever that is possible. */
  private static void prepare(KeyOnDemand<?> key) {
    try {
      key.get();
    } catch (RuntimeException e) {
      log.error("Secrets cannot be opened: {}", e.getMessage());
    }
  }

  private <S> void adopt(String purpose, Adoption<S> adoption, S seal) {
    requireDataKeys().adopt(purpose, () -> adoption.adopt(seal));
  }

  private KeysetHandle dataKey(String purpose, Parameters kind) {
    return requireDataKeys().get(purpose, kind, masterKeys());
  }

  private DataKeys requireDataKeys() {
    if (dataKeys == null) {
      throw new IllegalStateException("A service without a database has no data keys");
    }
    return dataKeys;
  }

  private MasterKeys masterKeys() {
    return requireFile().readOrCreate(this::isNothingWrapped);
  }

  private MasterKeyFile requireFile() {
    if (file == null) {
      throw new MasterKeyMissing(
          "Neither aios.secrets.key-file nor aios.data-dir says where the master keys are");
    }
    return file;
  }

  private boolean isNothingWrapped() {
    return mayCreateFile
        && (dataKeys == null || dataKeys.isEmpty())
        && SealedFiles.in(requireFile().path().resolveSibling("")).isEmpty();
  }

  /** Looks whether the master keys changed, and wraps by the primary one what another one wraps. */
  public synchronized void refresh() {
    if (file == null) {
      return;
    }
    State before = state;
    try {
      state = isIdle() ? new State(primary(file), Map.of(), null) : rewrapped();
    } catch (DataAccessException | TransactionException away) {
      // The database's own health tells it; of the keys nothing new is known.
      return;
    } catch (RuntimeException e) {
      state = new State(before.primary(), before.wrappedBy(), String.valueOf(e.getMessage()));
    }
    if (state.trouble() != null && !state.trouble().equals(before.trouble())) {
      log.error("Secrets at rest: {}", state.trouble());
    }
  }

  /** Whether there is nothing to wrap: what was wrapped by an earlier start counts too. */
  private boolean isIdle() {
    return keys.isEmpty()
        && files.stream().noneMatch(Files::exists)
        && (dataKeys == null || dataKeys.isEmpty());
  }

  /** Who rotates waits until everybody has seen the new key, those too that wrap nothing yet. */
  private static @Nullable Long primary(MasterKeyFile file) {
    try {
      return file.read().primary();
    } catch (MasterKeyMissing notNeeded) {
      return null;
    }
  }

  private State rewrapped() {
    Set<String> troubles = new LinkedHashSet<>();
    MasterKeys master = masterKeys();
    Consumer<SecretUnreadable> failed = each -> troubles.add(String.valueOf(each.getMessage()));
    keys.forEach(key -> prepare(key, failed));
    if (dataKeys != null) {
      dataKeys.rewrap(master, failed);
    }
    // Files of the same directory that nobody opens any more must outlive the old key too.
    files.stream()
        .map(path -> path.resolveSibling(""))
        .distinct()
        .forEach(directory -> SealedFiles.rewrap(directory, master, failed));
    return new State(
        master.primary(), wrappedBy(), troubles.isEmpty() ? null : String.join("; ", troubles));
  }

  private static void prepare(KeyOnDemand<?> key, Consumer<SecretUnreadable> failed) {
    try {
      key.get();
    } catch (SecretUnreadable e) {
      failed.accept(e);
    }
  }

  private Map<String, Long> wrappedBy() {
    Map<String, Long> all = new TreeMap<>(dataKeys == null ? Map.of() : dataKeys.wrappedBy());
    files.forEach(path -> all.putAll(SealedFiles.wrappedBy(path)));
    return all;
  }

  /** As of the last {@link #refresh()}. */
  public State state() {
    return state;
  }
}
