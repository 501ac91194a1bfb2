package io.aios.gateway.infrastructure.privacy;

import io.aios.platform.secrets.Adoption;
import io.aios.platform.secrets.Seal;
import io.aios.platform.secrets.Secrets;
import io.aios.privacy.PrivacyKey;
import io.aios.privacy.Pseudonyms;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** What values are named and sealed with; the keys are made when they are first needed. */
@Component
public final class PrivacyKeys {
  private static final String PURPOSE = "privacy-token";

  private final String data;
  private final Supplier<Pseudonyms> names;
  private final Supplier<Seal> seal;

  PrivacyKeys(Secrets secrets, @Value("${aios.data-dir:}") String data) {
    this.data = data;
    Supplier<byte[]> key =
        exist()
            ? secrets.file(Path.of(data, "secrets", "privacy.key"), PrivacyKey::random)
            : PrivacyKeys::noPlace;
    this.names = SingletonSupplier.of(() -> new Pseudonyms(PrivacyKey.of(key.get())));
    this.seal = SingletonSupplier.of(() -> secrets.seal(PURPOSE, Adoption.nothing()));
  }

  public boolean exist() {
    return !data.isEmpty();
  }

  public Pseudonyms names() {
    return names.get();
  }

  public Seal seal() {
    return seal.get();
  }

  private static byte[] noPlace() {
    throw new IllegalStateException(
        "Hashing and tokenising need aios.data-dir, where the key is kept");
  }
}
