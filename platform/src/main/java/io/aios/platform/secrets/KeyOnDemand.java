package io.aios.platform.secrets;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A seal that is made when it is first needed, and tried again as long as that fails. */
final class KeyOnDemand<S> implements Supplier<S> {
  private final Supplier<S> create;
  private final Consumer<S> adopt;
  private volatile @Nullable S ready;

  KeyOnDemand(Supplier<S> create, Consumer<S> adopt) {
    this.create = create;
    this.adopt = adopt;
  }

  @Override
  public S get() {
    S known = ready;
    return known == null ? prepare() : known;
  }

  private synchronized S prepare() {
    S known = ready;
    if (known == null) {
      known = create.get();
      adopt.accept(known);
      ready = known;
    }
    return known;
  }
}
