package io.aios.mcp.spring;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code mcp.server.*}.
 *
 * @param name how the server calls itself
 * @param instructions what the server is for, told to models
 * @param path of the one URL
 * @param pageSize entries of a list per page
 * @param listTtl how long clients may keep a list
 * @param maxBody longest request
 * @param keepAlive a longer call is answered as an event stream, with a sign of life this often
 * @param allowedHosts names beside loopback that {@code Host} and {@code Origin} may carry
 */
@ConfigurationProperties("mcp.server")
record McpServerProperties(
    String name,
    @DefaultValue("1.0.0") String version,
    @Nullable String instructions,
    @DefaultValue("/mcp") String path,
    @DefaultValue("100") int pageSize,
    @DefaultValue("5m") Duration listTtl,
    @DefaultValue("4MB") DataSize maxBody,
    @DefaultValue("3s") Duration keepAlive,
    @DefaultValue Set<String> allowedHosts) {

  McpServerProperties {
    if (pageSize < 1) {
      throw new IllegalArgumentException("mcp.server.page-size " + pageSize + " is below 1");
    }
    allowedHosts = Set.copyOf(allowedHosts);
  }
}
