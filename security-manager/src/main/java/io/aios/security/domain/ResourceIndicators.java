package io.aios.security.domain;

import java.util.regex.Pattern;

/**
 * The resources for which tokens are issued (RFC 8707): the whole gateway, its MCP endpoint, and
 * the endpoint of each tool server.
 *
 * @param gateway public URL without a slash at its end
 */
public record ResourceIndicators(String gateway) {
  private static final Pattern PATH = Pattern.compile("(/mcp(/[a-z][a-z0-9-]{0,31})?)?/?");

  public boolean isKnown(String resource) {
    return resource.startsWith(gateway)
        && PATH.matcher(resource.substring(gateway.length())).matches();
  }

  /** The form that stands in a token's {@code aud}: without a slash at the end. */
  public String canonical(String resource) {
    return resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
  }
}
