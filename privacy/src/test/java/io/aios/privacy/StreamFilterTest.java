package io.aios.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamFilterTest {
  private static final TextFilter TEXTS = new TextFilter(CorpusTest.everything(), null);

  private static String streamed(String text, Random random, int most) {
    StreamFilter stream = new StreamFilter(TEXTS);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int next = Math.min(text.length(), at + 1 + random.nextInt(most));
      out.append(stream.accept(text.substring(at, next)));
      at = next;
    }
    return out.append(stream.finish()).toString();
  }

  @Test
  void makesTheSameOfPiecesAsOfTheWholeWhereverItIsCut() {
    Random random = new Random(7);
    for (Corpus.Document document : new Corpus(99).documents(1_500)) {
      for (int most : List.of(1, 5, 40, 400)) {
        assertThat(streamed(document.text(), random, most))
            .as("pieces of up to %d of: %s", most, document.text())
            .isEqualTo(TEXTS.apply(document.text()).text());
      }
    }
  }

  @Test
  void findsASecretThatIsSplitOverTwoPieces() {
    String token = new Samples(new Random(1)).withCrc("ghp_");
    StreamFilter stream = new StreamFilter(TEXTS);

    String out =
        stream.accept("use " + token.substring(0, 17))
            + stream.accept(token.substring(17) + " now")
            + stream.finish();

    assertThat(out).isEqualTo("use [REDACTED:github-token] now");
  }

  @Test
  void findsInvisibleCharactersAndTerminalSequencesSplitOverPieces() {
    StreamFilter stream = new StreamFilter(TEXTS);

    String out =
        stream.accept("red \u001b[3")
            + stream.accept("1malert\u001b[0m, tag \udb40")
            + stream.accept("\udc41 end")
            + stream.finish();

    assertThat(out).isEqualTo("red alert, tag  end");
  }

  @Test
  void lettingTextGoDoesNotWaitForItsEnd() {
    StreamFilter stream = new StreamFilter(TEXTS);

    String out = stream.accept("words and words ".repeat(100));

    assertThat(out.length()).isGreaterThan(1_400);
  }

  @Test
  void swallowsAPrivateKeyHoweverLong() {
    StreamFilter stream = new StreamFilter(TEXTS);
    StringBuilder out = new StringBuilder(stream.accept("-----BEGIN RSA PRIVATE KEY-----\n"));
    for (int line = 0; line < 3_000; line++) {
      out.append(stream.accept("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0NTY3ODkwMTIzNDU2Nzg5\n"));
    }
    out.append(stream.accept("-----END RSA PRIVATE KEY-----\nafter")).append(stream.finish());

    assertThat(out.toString()).isEqualTo("[REDACTED:private-key]\nafter");
  }

  @Test
  void holdsNoMoreThanABoundedPartOfAnEndlessWord() {
    StreamFilter stream = new StreamFilter(TEXTS);
    int out = 0;
    for (int i = 0; i < 100; i++) {
      out += stream.accept("a".repeat(1_000)).length();
    }

    assertThat(out).isGreaterThan(60_000);
  }
}
