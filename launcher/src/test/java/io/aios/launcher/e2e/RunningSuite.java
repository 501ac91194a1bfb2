package io.aios.launcher.e2e;

import io.aios.launcher.cli.Capture;
import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.SuiteState;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The whole suite as its owner runs it: the command line, one data directory, free ports. */
final class RunningSuite {
  private static final String ALL_PORTS_FREE =
      "discovery=0,security-manager=0,gateway=0,orchestrator=0,mcp-sysops=0,mcp-python=0,federation=0,"
          + "postgres=0,redis=0,kafka=0";

  private final Path root;
  private final Path app;
  private final List<String> options;
  private final HttpClient http = HttpClient.newHttpClient();

  /** What a command of the command line did. */
  record Ran(int status, String out, String err) {}

  private RunningSuite(Path root, Path app, String... options) {
    this.root = root;
    this.app = app;
    this.options = List.of(options);
  }

  /**
   * @param settings the content of {@code config/aios.yml}, in which {@code ROOT} stands for {@link
   *     #root}
   * @param options of {@code aios up}
   */
  static RunningSuite start(String settings, String... options) throws Exception {
    // Below /tmp and passable for others: Postgres refuses to run as root and takes another user.
    Path root =
        Files.createTempDirectory(
            "aios-e2e",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Path app = Files.createDirectories(root.resolve("app"));
    Files.writeString(app.resolve("suite.classpath"), jarsOfThisTest());
    RunningSuite suite = new RunningSuite(root, app, options);
    if (!settings.isEmpty()) {
      Path config = Files.createDirectories(suite.directory().configFile().getParent());
      Files.writeString(config.resolve("aios.yml"), settings.replace("ROOT", root.toString()));
    }
    try {
      suite.up();
    } catch (Exception | AssertionError e) {
      // What did start runs on; the data directory stays, for its logs.
      suite.cli("down");
      throw e;
    }
    return suite;
  }

  private static String jarsOfThisTest() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return String.join(
        File.pathSeparator,
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes"))
            .toList());
  }

  /** Starts it, at first and after {@link #kill}; on other ports than before. */
  void up() throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("up", "--detach", "--no-aot-cache", "--port", ALL_PORTS_FREE));
    arguments.addAll(options);
    try (Cli cli = started(arguments.toArray(String[]::new))) {
      Ran up = cli.end(Duration.ofMinutes(12));
      if (up.status != 0) {
        throw new AssertionError("The suite did not start:\n" + up.out + up.err);
      }
    }
  }

  /** A command line without input, in this JVM: the same code without the start of a process. */
  Ran cli(String... arguments) throws Exception {
    Capture capture = new Capture();
    FutureTask<Integer> status = new FutureTask<>(() -> capture.run(withData(arguments)));
    Thread.ofVirtual().start(status);
    try {
      return new Ran(status.get(2, TimeUnit.MINUTES), capture.out(), capture.err());
    } catch (TimeoutException e) {
      status.cancel(true);
      throw new AssertionError(
          "Still running: %s\n%s".formatted(List.of(arguments), capture.err()), e);
    }
  }

  private String[] withData(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    int end = all.indexOf("--");
    all.add(end < 0 ? all.size() : end, "--data=" + data());
    return all.toArray(String[]::new);
  }

  /** The command line as a process, whose input is open until its end is awaited. */
  Cli started(String... arguments) throws Exception {
    return new Cli(arguments);
  }

  final class Cli implements AutoCloseable {
    private final Path out = Files.createTempFile(root, "cli", ".out");
    private final Path err = Files.createTempFile(root, "cli", ".err");
    private final List<String> arguments;
    private final Process process;

    private Cli(String... arguments) throws IOException {
      this.arguments = List.of(arguments);
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Daios.app=" + app, "-cp"));
      command.add(Files.readString(app.resolve("suite.classpath")));
      command.add("io.aios.launcher.cli.Aios");
      command.addAll(this.arguments);
      ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
      builder.environment().put("AIOS_DATA", data().toString());
      process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    void write(String line) throws IOException {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    }

    /** Its output once it has so many lines. */
    List<String> lines(int count) throws Exception {
      return lines(out, count);
    }

    /** What it says beside its output, likewise. */
    List<String> messages(int count) throws Exception {
      return lines(err, count);
    }

    private List<String> lines(Path file, int count) throws Exception {
      long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (true) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() >= count) {
          return lines;
        }
        if (System.nanoTime() > deadline || !process.isAlive()) {
          throw new AssertionError(lines + "\n" + Files.readString(err));
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }

    Ran end(Duration limit) throws Exception {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(
            "Still running after %s: %s\n%s".formatted(limit, arguments, Files.readString(err)));
      }
      return new Ran(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  String token(String scopes) throws Exception {
    Ran ran = cli("token", "--scope", scopes);
    if (ran.status != 0) {
      throw new AssertionError("No token: " + ran.err);
    }
    return ran.out.strip();
  }

  HttpResponse<String> get(String path, String token) throws Exception {
    return send(request(path, token).GET());
  }

  HttpResponse<String> post(String path, String token, String body) throws Exception {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> patch(String path, String token, String body) throws Exception {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Any method, with JSON where there is a body. */
  HttpResponse<String> send(String method, String path, String token, String body)
      throws Exception {
    boolean isEmpty = body.isEmpty() || method.equals("GET") || method.equals("HEAD");
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .method(
                method,
                isEmpty
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A form of a public client. */
  HttpResponse<String> form(String path, String body) throws Exception {
    return send(
        request(path, "")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(state().gatewayUrl() + path))
            .timeout(Duration.ofSeconds(60));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  SuiteState state() {
    return SuiteState.read(directory()).orElseThrow();
  }

  DataDirectory directory() {
    return new DataDirectory(data());
  }

  Path data() {
    return root.resolve("data");
  }

  Path root() {
    return root;
  }

  /** The suite's database, as the services use it. */
  Connection database() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + state().port("postgres") + "/aios",
        "aios",
        new Secrets(directory()).get("postgres-aios"));
  }

  /** Trace id under which a command was accepted. */
  String traceOf(String command) throws SQLException {
    try (Connection connection = database();
        PreparedStatement statement =
            connection.prepareStatement(
                "select substr(traceparent, 4, 32) from orchestrator.command_event"
                    + " where command_id = ?::uuid and version = 1")) {
      statement.setString(1, command);
      ResultSet rows = statement.executeQuery();
      rows.next();
      return rows.getString(1);
    }
  }

  /** SIGKILL to the JVM that holds every service; Postgres and Redis are left as they are. */
  void kill() throws Exception {
    ProcessHandle process = ProcessHandle.of(state().pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(30, TimeUnit.SECONDS);
  }

  void stop() throws Exception {
    cli("down");
    http.close();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
