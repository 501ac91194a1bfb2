package io.aios.python.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aios.platform.tools.ToolFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a file's bytes travel in JSON. */
enum FileEncoding {
  @JsonProperty("utf-8")
  UTF_8 {
    @Override
    byte[] decode(String content) {
      return content.getBytes(StandardCharsets.UTF_8);
    }
  },
  @JsonProperty("base64")
  BASE64 {
    @Override
    byte[] decode(String content) {
      try {
        return Base64.getDecoder().decode(content);
      } catch (IllegalArgumentException e) {
        throw new ToolFailure("not-base64", "The content is not base64: " + e.getMessage());
      }
    }
  };

  abstract byte[] decode(String content);
}
