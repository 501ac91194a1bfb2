package io.aios.mcp.input;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.RpcRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals what a handler remembers between two rounds of a call into {@code requestState}, and opens
 * it again. Encrypted and authenticated by AES-GCM, and bound as associated data to the principal,
 * the method and all parameters but those that change between rounds. It expires; until then it can
 * be presented again by the same principal in the same call.
 *
 * <p>Layout before Base64url: nonce (12 bytes), then encrypted: expiry in epoch milliseconds (8
 * bytes) and JSON; then the tag (16 bytes).
 */
public final class RequestStates {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Keys in order, numbers as they are: RFC 8785 would make integers beyond 2^53 alike. */
  private static final ObjectWriter CANONICAL =
      McpJson.MAPPER.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private final Supplier<List<SecretKey>> keys;
  private final Duration ttl;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param keys AES keys, the first seals and all open; at most 2^32 states per key
   * @param ttl how long the user may take to answer
   */
  public RequestStates(List<SecretKey> keys, Duration ttl, Clock clock) {
    this(always(keys), ttl, clock);
  }

  /**
   * @param keys asked at each use for at least one key, see the other constructor
   */
  public RequestStates(Supplier<List<SecretKey>> keys, Duration ttl, Clock clock) {
    this.keys = keys;
    this.ttl = ttl;
    this.clock = clock;
    if (!ttl.isPositive()) {
      throw new IllegalArgumentException("Needs a positive time to live, not " + ttl);
    }
  }

  private static Supplier<List<SecretKey>> always(List<SecretKey> keys) {
    List<SecretKey> copy = List.copyOf(keys);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("Needs a key");
    }
    return () -> copy;
  }

  /**
   * @param request the call that is to be repeated with the state
   * @param principal the only one who may present it
   */
  public String seal(ObjectNode state, RpcRequest request, @Nullable Principal principal) {
    byte[] json = McpJson.MAPPER.writeValueAsBytes(state);
    byte[] plain =
        ByteBuffer.allocate(Long.BYTES + json.length)
            .putLong(clock.instant().plus(ttl).toEpochMilli())
            .put(json)
            .array();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] context = binding(request, principal);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, keys.get().getFirst(), nonce, context).doFinal(plain);
      byte[] all = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws McpError if the state is none, was changed, expired, or was given to somebody else or
   *     for another call; which of these is not said
   */
  public ObjectNode open(String sealed, RpcRequest request, @Nullable Principal principal) {
    byte[] all = decode(sealed);
    byte[] context = binding(request, principal);
    for (SecretKey key : keys.get()) {
      byte[] plain = decrypt(key, all, context);
      if (plain != null) {
        return read(plain);
      }
    }
    throw refusal();
  }

  private ObjectNode read(byte[] plain) {
    Instant expiry = Instant.ofEpochMilli(ByteBuffer.wrap(plain).getLong());
    if (!clock.instant().isBefore(expiry)) {
      throw refusal();
    }
    byte[] json = Arrays.copyOfRange(plain, Long.BYTES, plain.length);
    return McpJson.MAPPER.readTree(json).asObject();
  }

  private static byte[] decode(String sealed) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(sealed);
      if (all.length > NONCE_BYTES) {
        return all;
      }
    } catch (IllegalArgumentException notBase64) {
      // answered below, as any other state that did not come from here
    }
    throw refusal();
  }

  private static byte @Nullable [] decrypt(SecretKey key, byte[] all, byte[] context) {
    byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, context)
          .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
    } catch (AEADBadTagException otherKeyOrTampered) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context);
    return cipher;
  }

  /** A JSON array, so that no two bindings are written alike. */
  private static byte[] binding(RpcRequest request, @Nullable Principal principal) {
    ObjectNode params = McpJson.object();
    params.setAll(request.params());
    params.remove(List.of(MetaKeys.META, "inputResponses", "requestState"));
    var parts = McpJson.MAPPER.createArrayNode();
    parts.add(principal == null ? null : principal.getName());
    parts.add(request.method()).add(params);
    return CANONICAL.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8);
  }

  private static McpError refusal() {
    return McpError.invalidParams(
        "The requestState was not given for this call or has expired: call again without it");
  }
}
