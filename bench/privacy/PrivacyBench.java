import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.privacy.Category;
import io.aios.privacy.JsonFilter;
import io.aios.privacy.Mode;
import io.aios.privacy.Policy;
import io.aios.privacy.Prefilter;
import io.aios.privacy.Report;
import io.aios.privacy.TextFilter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A text of 500 tokens (2,000 characters), and a reply of 1 KB as the gateway meets it. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PrivacyBench {
  private static final String SENTENCE =
      "The build of module 12 took 42.7 seconds on host build-3 and wrote 1,204 files. ";
  private static final String FOUND =
      "ada@example.com pays 4111 1111 1111 1111 with AKIAIOSFODNN7EXAMPLE, +49 30 901820. ";

  private final Policy standard = Policy.standard();
  private final Policy all =
      standard
          .with(Category.CONTACT, Mode.REDACT)
          .with(Category.FINANCIAL, Mode.REDACT)
          .with(Category.IDENTITY, Mode.REDACT)
          .with(Category.NETWORK, Mode.REDACT)
          .with(Category.NAMES, Mode.REDACT);
  private final TextFilter standardText = new TextFilter(standard, null);
  private final TextFilter allText = new TextFilter(all, null);
  private final JsonFilter json = new JsonFilter(standardText);
  private final Prefilter prefilter = new Prefilter(standard);
  private final String plain = SENTENCE.repeat(25);
  private final String mixed = (SENTENCE.repeat(4) + FOUND).repeat(5);
  private final byte[] cleanReply = reply(SENTENCE.repeat(11));
  private final byte[] suspectReply = reply("see https://example.com " + SENTENCE.repeat(11));
  private final byte[] foundReply = reply("key AKIAIOSFODNN7EXAMPLE " + SENTENCE.repeat(11));

  private static byte[] reply(String text) {
    return ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\""
            + text
            + "\"}],\"isError\":false}}")
        .getBytes(UTF_8);
  }

  @Benchmark
  public Object text500TokensStandard() {
    return standardText.apply(plain);
  }

  @Benchmark
  public Object text500TokensEverythingOn() {
    return allText.apply(plain);
  }

  @Benchmark
  public Object text500TokensEverythingOnWithFindings() {
    return allText.apply(mixed);
  }

  @Benchmark
  public boolean reply1KbNothing() {
    return prefilter.mayMatch(cleanReply, 0, cleanReply.length);
  }

  private Object treat(byte[] bytes) {
    return prefilter.mayMatch(bytes, 0, bytes.length) ? json.apply(bytes, new Report()) : bytes;
  }

  @Benchmark
  public Object reply1KbSuspect() {
    return treat(suspectReply);
  }

  @Benchmark
  public Object reply1KbWithASecret() {
    return treat(foundReply);
  }
}
