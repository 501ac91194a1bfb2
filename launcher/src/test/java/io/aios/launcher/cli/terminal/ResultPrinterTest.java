package io.aios.launcher.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.cli.Capture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ResultPrinterTest {
  @TempDir Path directory;

  private final Capture capture = new Capture();

  private void print(String document) {
    new ResultPrinter(capture.terminal(), directory)
        .print(JsonMapper.builder().build().readTree(document));
  }

  @Test
  void printsTextAsItIs() {
    print(
        """
        {"tool":"t","status":"succeeded","result":{"content":[{"type":"text","text":"a\\n  b\\n"}]}}
        """);
    assertThat(capture.out()).isEqualTo("a\n  b\n");
  }

  @Test
  void printsRecordsAsATableWithNumbersToTheRight() {
    print(
        """
        {"tool":"t","result":{
          "content":[{"type":"text","text":"{\\"total\\":2,\\"items\\":[{\\"name\\":\\"x\\",\\"cpu\\":5},{\\"name\\":\\"long\\",\\"cpu\\":120}]}"}],
          "structuredContent":{"total":2,"items":[{"name":"x","cpu":5},{"name":"long","cpu":120}]}}}
        """);
    assertThat(capture.out()).isEqualTo("total: 2\nitems:\nname  cpu\nx       5\nlong  120\n");
  }

  @Test
  void savesImagesAsNewFilesAndPrintsTheirPaths() throws Exception {
    String image =
        """
        {"tool":"python_run_code","result":{"content":[{"type":"image","mimeType":"image/png","data":"AQID"}]}}
        """;
    print(image);
    print(image);
    Path second = directory.resolve("python_run_code-2.png");
    assertThat(Files.readAllBytes(second)).containsExactly(1, 2, 3);
    assertThat(capture.out()).contains("image/png saved as " + second);
  }

  @Test
  void printsEachStepOfAPlanAndTheFailure() {
    print(
        """
        {"status":"failed","failure":{"code":"tool-error","detail":"step 'b': no such file"},
         "steps":[{"id":"a","tool":"t1","status":"succeeded","result":{"content":[{"type":"text","text":"one"}]}},
                  {"id":"b","tool":"t2","status":"failed","failure":{"code":"tool-error","detail":"no such file"}}]}
        """);
    assertThat(capture.out()).isEqualTo("a t1  succeeded\none\nb t2  failed\n  no such file\n");
    assertThat(capture.err()).contains("tool-error: step 'b': no such file");
  }
}
