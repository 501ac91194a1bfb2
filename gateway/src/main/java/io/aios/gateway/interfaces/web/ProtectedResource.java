package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.Catalogues;
import io.aios.platform.security.ResourceMetadata;
import io.aios.platform.security.SecurityProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells clients where to get a token (RFC 9728), and refused clients where this is told. */
@RestController
final class ProtectedResource implements ResourceMetadata {
  private static final String ADDRESS = "/.well-known/oauth-protected-resource";

  private final String publicUrl;
  private final Catalogues catalogues;

  ProtectedResource(SecurityProperties security, Catalogues catalogues) {
    this.publicUrl = security.issuer().toString().replaceAll("/+$", "");
    this.catalogues = catalogues;
  }

  @GetMapping({ADDRESS, ADDRESS + "/{path}", ADDRESS + "/{path}/{server}"})
  Map<String, Object> describe(
      @PathVariable(required = false) @Nullable String path,
      @PathVariable(required = false) @Nullable String server) {
    String resource = publicUrl;
    if (path != null) {
      resource += '/' + path + (server == null ? "" : '/' + server);
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("resource", resource);
    metadata.put("resource_name", "AIOS");
    metadata.put("authorization_servers", List.of(publicUrl));
    metadata.put("bearer_methods_supported", List.of("header"));
    metadata.put("scopes_supported", scopes());
    metadata.put("resource_documentation", publicUrl + "/docs/");
    return metadata;
  }

  private List<String> scopes() {
    return catalogues.current().tools().stream()
        .map(tool -> tool.permission().toString())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public @Nullable URI of(HttpServletRequest request) {
    String path = request.getRequestURI();
    boolean mcp = path.equals(McpHandler.PATH) || path.startsWith(McpHandler.PATH + '/');
    return URI.create(publicUrl + ADDRESS + (mcp ? McpHandler.PATH : ""));
  }
}
