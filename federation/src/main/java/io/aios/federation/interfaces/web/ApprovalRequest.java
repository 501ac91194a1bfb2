package io.aios.federation.interfaces.web;

import io.aios.federation.domain.ToolRisk;
import io.aios.federation.usecase.ApproveTools;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator approves.
 *
 * @param acceptFindings whether suspicious passages in the texts of a single tool are accepted
 */
record ApprovalRequest(
    @NotEmpty @Size(max = 256) List<@Valid Tool> tools, @Nullable Boolean acceptFindings) {
  /**
   * @param hash of the definition that was read
   * @param risk {@code destructive} when absent, whatever the server claims
   */
  record Tool(
      @NotBlank @Size(max = 128) String name,
      @NotBlank @Pattern(regexp = "[0-9a-f]{64}") String hash,
      @Nullable @Pattern(regexp = "read|write|destructive|external") String risk) {

    ApproveTools.Request toRequest() {
      return new ApproveTools.Request(
          name,
          hash,
          risk == null ? ToolRisk.DESTRUCTIVE : ToolRisk.valueOf(risk.toUpperCase(Locale.ROOT)));
    }
  }
}
