import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the gateway is measured beside, started for the run and stopped after it. */
final class Peers implements AutoCloseable {
  private final Path directory;
  private final List<Process> processes = new ArrayList<>();
  final String nginx;
  final String hub;

  Peers(String server, String token, Path hubModules) throws Exception {
    directory = Files.createTempDirectory("bench-peers");
    nginx = startNginx(server);
    hub = startHub(server, token, hubModules);
  }

  /** nginx as nothing but a reverse proxy with kept-alive connections: the floor of one HTTP hop. */
  private String startNginx(String server) throws Exception {
    int port = freePort();
    Path config = directory.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off; worker_processes 1; pid %1$s/pid; error_log stderr error;
        events { worker_connections 512; }
        http {
          access_log off;
          client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          upstream mcp { server %2$s; keepalive 64; }
          server {
            listen 127.0.0.1:%3$d;
            location / { proxy_pass http://mcp; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host %2$s; proxy_buffering off; }
          }
        }
        """
            .formatted(directory, URI.create(server).getAuthority(), port));
    String nginx = Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
    start("nginx", port, nginx, "-p", directory.toString(), "-c", config.toString());
    return "http://127.0.0.1:" + port + "/mcp";
  }

  /** mcp-hub, a gateway from npm without authentication, limits or audit, through its REST call. */
  private String startHub(String server, String token, Path modules) throws Exception {
    int port = freePort();
    Path config = directory.resolve("hub.json");
    Files.writeString(
        config,
        """
        {"mcpServers": {"server": {"url": "%s/mcp", "headers": {"Authorization": "Bearer %s"}}}}
        """
            .formatted(server, token));
    Path hub = modules.resolve("node_modules/.bin/mcp-hub");
    start("mcp-hub", port, hub.toString(), "--port", String.valueOf(port), "--config", config.toString());
    return "http://127.0.0.1:" + port + "/api/servers/tools";
  }

  private void start(String name, int port, String... command) throws Exception {
    Path log = directory.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("HOME", directory.toString());
    Process process = builder.start();
    processes.add(process);
    Instant end = Instant.now().plusSeconds(30);
    while (!listens(port)) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException(name + " did not start: " + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    for (Process process : processes) {
      process.destroy();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    try (var files = Files.walk(directory)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
