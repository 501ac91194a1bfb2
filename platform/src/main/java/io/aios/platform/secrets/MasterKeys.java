package io.aios.platform.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Key-encryption keys, AES-256-GCM: the primary one wraps, all of them unwrap. An id is an unsigned
 * 32-bit number; Tink puts it into the first five bytes of what a key wraps, after a byte 1.
 */
public final class MasterKeys {
  private static final int ID_OFFSET = 1;
  private static final int PREFIX_BYTES = 5;

  private final KeysetHandle keys;
  private final Aead aead;

  private MasterKeys(KeysetHandle keys) {
    this.keys = keys;
    this.aead = Tink.primitive(keys, Aead.class);
  }

  static MasterKeys generate() {
    return new MasterKeys(Tink.newKeyset(PredefinedAeadParameters.AES256_GCM));
  }

  /**
   * Reads a Tink keyset in JSON.
   *
   * @throws GeneralSecurityException if the text is none, or not one of AEAD keys
   */
  static MasterKeys parse(String json) throws GeneralSecurityException {
    KeysetHandle keys =
        TinkJsonProtoKeysetFormat.parseKeyset(json, Tink.CONFIGURATION, Tink.SECRET);
    for (int i = 0; i < keys.size(); i++) {
      if (!keys.getAt(i).getKey().getParameters().equals(PredefinedAeadParameters.AES256_GCM)) {
        throw new GeneralSecurityException(
            "key %d is not of AES-256-GCM with Tink's prefix".formatted(id(keys.getAt(i).getId())));
      }
    }
    return new MasterKeys(keys);
  }

  String json() {
    return Tink.sure(
        () -> TinkJsonProtoKeysetFormat.serializeKeyset(keys, Tink.CONFIGURATION, Tink.SECRET));
  }

  /** The id of the key that wraps. */
  public long primary() {
    return id(keys.getPrimary().getId());
  }

  /** The ids of all keys. */
  public SortedSet<Long> ids() {
    SortedSet<Long> ids = new TreeSet<>();
    for (int i = 0; i < keys.size(); i++) {
      ids.add(id(keys.getAt(i).getId()));
    }
    return ids;
  }

  /** These keys and a new one, which wraps from now on. */
  MasterKeys rotated() {
    return Tink.sure(
        () ->
            new MasterKeys(
                KeysetHandle.newBuilder(keys)
                    .addEntry(
                        KeysetHandle.generateEntryFromParameters(
                                PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build()));
  }

  /** Without the keys that only unwrap. */
  MasterKeys primaryOnly() {
    return Tink.sure(
        () ->
            new MasterKeys(
                KeysetHandle.newBuilder()
                    .addEntry(
                        KeysetHandle.importKey(keys.getPrimary().getKey())
                            .withFixedId(keys.getPrimary().getId())
                            .makePrimary())
                    .build()));
  }

  Aead aead() {
    return aead;
  }

  /** Of the key that wrapped this. */
  static long idOf(byte[] wrapped) {
    return wrapped.length < PREFIX_BYTES ? 0 : id(ByteBuffer.wrap(wrapped).getInt(ID_OFFSET));
  }

  private static long id(int unsigned) {
    return Integer.toUnsignedLong(unsigned);
  }
}
