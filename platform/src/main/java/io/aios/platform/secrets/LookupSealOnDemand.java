package io.aios.platform.secrets;

import java.util.function.Supplier;

/** Opens and seals once the key can be had. */
record LookupSealOnDemand(Supplier<LookupSeal> key) implements LookupSeal {
  @Override
  public String seal(String plain) {
    return key.get().seal(plain);
  }

  @Override
  public String open(String sealed) {
    return key.get().open(sealed);
  }
}
