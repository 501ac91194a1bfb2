package io.aios.federation.interfaces.web;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** A credential's values by the names that the server asks for; never shown again. */
record CredentialUpload(
    @NotEmpty @Size(max = 64) Map<@NotNull String, @NotNull @Size(max = 8192) String> values) {
  @Override
  public String toString() {
    return "CredentialUpload" + values.keySet();
  }
}
