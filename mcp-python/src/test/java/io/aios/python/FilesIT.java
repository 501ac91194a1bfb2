package io.aios.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.client.ToolAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FilesIT extends PythonTools {

  @Test
  void writesReadsListsAndDeletes() {
    String session = createSession();
    write(session, "data/ü.txt", "first");
    call(
        "python_write_file",
        "workspace",
        session,
        "path",
        "data/ü.txt",
        "content",
        " second",
        "append",
        true);
    assertThat(read(session, "data/ü.txt").path("content").asString()).isEqualTo("first second");
    assertThat(execute(session, "open('data/ü.txt').read()").path("result").asString())
        .isEqualTo("'first second'");
    JsonNode listed = structured(call("python_list_files", "workspace", session)).path("files");
    assertThat(listed).hasSize(1);
    assertThat(listed.path(0).path("path").asString()).isEqualTo("data/ü.txt");
    assertThat(listed.path(0).path("bytes").asLong()).isEqualTo(12);
    call("python_delete_file", "workspace", session, "path", "data");
    assertThat(call("python_read_file", "workspace", session, "path", "data/ü.txt").text())
        .startsWith("no-such-file");
  }

  @Test
  void readsInPartsAndSaysWhereToGoOn() {
    String session = createSession();
    write(session, "f", "0123456789");
    JsonNode part =
        structured(
            call(
                "python_read_file", "workspace", session, "path", "f", "offset", 2, "maxBytes", 3));
    assertThat(part.path("content").asString()).isEqualTo("234");
    assertThat(part.path("totalBytes").asLong()).isEqualTo(10);
    assertThat(part.path("nextOffset").asLong()).isEqualTo(5);
    assertThat(read(session, "f").has("nextOffset")).isFalse();
  }

  @Test
  void carriesBytesInBase64() {
    String session = createSession();
    call(
        "python_write_file",
        "workspace",
        session,
        "path",
        "b",
        "content",
        "/wD+",
        "encoding",
        "base64");
    JsonNode file = read(session, "b");
    assertThat(file.path("encoding").asString()).isEqualTo("base64");
    assertThat(file.path("content").asString()).isEqualTo("/wD+");
  }

  @Test
  void refusesPathsOutOfTheWorkspace() {
    String session = createSession();
    for (String path : List.of("../x", "/etc/passwd", "a/../../x", "")) {
      assertThat(call("python_read_file", "workspace", session, "path", path).text())
          .startsWith("path-outside-workspace");
      assertThat(
              call("python_write_file", "workspace", session, "path", path, "content", "")
                  .isError())
          .isTrue();
    }
  }

  @Test
  void followsNoLinkOutOfTheWorkspace() throws Exception {
    Path secret = Files.writeString(data().resolve("secret.txt"), "secret");
    Path victim = Files.writeString(data().resolve("victim.txt"), "untouched");
    String session = createSession();
    execute(
        session,
        """
        import os
        os.symlink("%s", "secret")
        os.symlink("%s", "victim")
        os.symlink("%s", "directory")
        os.symlink("../../../secret.txt", "relative")
        """
            .formatted(secret, victim, data()));
    for (String path : List.of("secret", "directory/secret.txt", "relative")) {
      assertThat(call("python_read_file", "workspace", session, "path", path).text())
          .startsWith("path-outside-workspace");
    }
    for (String path : List.of("victim", "directory/victim.txt")) {
      ToolAnswer answer =
          call("python_write_file", "workspace", session, "path", path, "content", "gone");
      assertThat(answer.isError()).isTrue();
    }
    call("python_delete_file", "workspace", session, "path", "victim");
    assertThat(call("python_delete_file", "workspace", session, "path", "directory/victim.txt"))
        .returns(true, ToolAnswer::isError);
    assertThat(victim).hasContent("untouched");
    assertThat(secret).hasContent("secret");
  }

  @Test
  void isNotHeldUpByPipesAndDevices() {
    String session = createSession();
    execute(session, "import os; os.mkfifo('pipe'); os.symlink('/dev/zero', 'zero')");
    assertThat(call("python_read_file", "workspace", session, "path", "pipe").text())
        .startsWith("not-a-file");
    assertThat(call("python_read_file", "workspace", session, "path", "zero").text())
        .startsWith("path-outside-workspace");
    assertThat(
            call("python_write_file", "workspace", session, "path", "pipe", "content", "x").text())
        .startsWith("not-a-file");
  }

  @Test
  void writesAsTheSandboxesUser() throws Exception {
    String session = createSession();
    write(session, "f", "x");
    Path file = data().resolve("python/sessions").resolve(session).resolve("f");
    assertThat(Files.getAttribute(file, "unix:uid")).isNotEqualTo(0);
  }

  @Test
  void worksWhileTheSessionIsBusyOrEnded() {
    String session = createSession();
    execute(session, "open('f', 'w').write('x'); import os; os._exit(0)");
    assertThat(read(session, "f").path("content").asString()).isEqualTo("x");
  }

  private void write(String session, String path, String content) {
    ToolAnswer answer =
        call("python_write_file", "workspace", session, "path", path, "content", content);
    assertThat(answer.isError()).as(answer.text()).isFalse();
  }

  private JsonNode read(String session, String path) {
    return structured(call("python_read_file", "workspace", session, "path", path));
  }
}
