package io.aios.gateway.infrastructure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.mcp.McpJson;
import io.aios.platform.security.CallerIdentity;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;

/**
 * Who calls what with which arguments, as the first half of an HMAC-SHA256: two calls are the same
 * if these are, and nothing can be learnt of the arguments from them.
 */
record CallDigest(long high, long low) {

  String hex() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  /** Makes digests with one key. */
  static final class Maker {
    private static final ObjectWriter CANONICAL =
        McpJson.MAPPER.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    private final Supplier<SecretKey> key;
    private volatile @Nullable Mac prototype;

    /**
     * @param key asked for the first digest, and again until it is there
     */
    Maker(Supplier<SecretKey> key) {
      this.key = key;
    }

    CallDigest of(CallerIdentity caller, String tool, JsonNode arguments) {
      Mac mac = copy();
      for (String part : new String[] {caller.subject(), caller.client(), tool}) {
        byte[] bytes = part.getBytes(UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        mac.update(bytes);
      }
      ByteBuffer digest = ByteBuffer.wrap(mac.doFinal(CANONICAL.writeValueAsBytes(arguments)));
      return new CallDigest(digest.getLong(), digest.getLong());
    }

    private Mac copy() {
      try {
        Mac made = prototype;
        if (made == null) {
          made = Mac.getInstance("HmacSHA256");
          made.init(key.get());
          prototype = made;
        }
        return (Mac) made.clone();
      } catch (GeneralSecurityException | CloneNotSupportedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
