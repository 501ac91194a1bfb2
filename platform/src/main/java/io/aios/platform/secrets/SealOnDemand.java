package io.aios.platform.secrets;

import java.util.function.Supplier;

/** Opens and seals once the key can be had. */
record SealOnDemand(Supplier<Seal> key) implements Seal {
  @Override
  public byte[] seal(byte[] plain, String place) {
    return key.get().seal(plain, place);
  }

  @Override
  public byte[] open(byte[] sealed, String place) {
    return key.get().open(sealed, place);
  }
}
