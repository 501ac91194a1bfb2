package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.Catalogues;
import io.aios.platform.security.ResourceMetadata;
import io.aios.platform.security.SecurityProperties;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.ServletContextAware;

/** Tells clients where to get a token (RFC 9728), and refused clients where this is told. */
@RestController
final class ProtectedResource implements ResourceMetadata, ServletContextAware {
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
    metadata.put("scopes_supported", scopes(server));
    metadata.put("resource_documentation", publicUrl + "/docs/");
    return metadata;
  }

  /** The permissions of the tools that the resource offers. */
  private List<String> scopes(@Nullable String server) {
    return catalogues.current().tools().stream()
        .filter(tool -> server == null || tool.server().equals(server))
        .map(tool -> tool.permission().toString())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public @Nullable URI of(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (!path.equals(McpHandler.PATH) && !path.startsWith(McpHandler.PATH + '/')) {
      return URI.create(publicUrl + ADDRESS);
    }
    String server = serverOf(path);
    return URI.create(publicUrl + ADDRESS + McpHandler.PATH + (server == null ? "" : '/' + server));
  }

  @Override
  public String scope(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(McpHandler.PATH) ? String.join(" ", scopes(serverOf(path))) : "";
  }

  private @Nullable String serverOf(String path) {
    String server =
        path.length() > McpHandler.PATH.length() + 1
            ? path.substring(McpHandler.PATH.length() + 1)
            : "";
    return catalogues.current().hasServer(server) ? server : null;
  }

  /** For refusals of calls, which are made where no bean is at hand. */
  @Override
  public void setServletContext(ServletContext context) {
    context.setAttribute(ProtectedResource.class.getName(), this);
  }

  /** A challenge with the address of the metadata, where it lacks that. */
  static String complete(String challenge, HttpServletRequest request) {
    return challenge.contains("resource_metadata=")
            || !(request.getServletContext().getAttribute(ProtectedResource.class.getName())
                instanceof ProtectedResource resource)
        ? challenge
        : challenge + ", resource_metadata=\"" + resource.of(request) + '"';
  }
}
