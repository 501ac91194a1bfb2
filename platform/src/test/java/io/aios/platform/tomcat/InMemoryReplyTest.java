package io.aios.platform.tomcat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class InMemoryReplyTest {
  private final InMemoryReply reply = new InMemoryReply();

  @Test
  void aFlushOfNothingIsNotTheEnd() throws Exception {
    reply.begin(200, "text/event-stream", -1);
    reply.flush();
    assertThat(reply.awaitHead().status()).isEqualTo(200);
    write("a");
    assertThat(reply.read()).isEqualTo('a');
    reply.flush();

    FutureTask<Integer> next = readNext();
    write("b");

    assertThat(next.get()).isEqualTo('b');
  }

  @Test
  void aFailureAfterAFlushOfNothingIsNotTheEnd() throws Exception {
    reply.begin(200, "text/plain", -1);
    write("a");
    assertThat(reply.read()).isEqualTo('a');
    reply.flush();

    FutureTask<Integer> next = readNext();
    reply.fail(new IOException("broken off"));
    reply.end();

    assertThatThrownBy(next::get).hasCauseInstanceOf(IOException.class).hasMessageContaining("off");
  }

  /** Returns when the reader waits, or is through. */
  private FutureTask<Integer> readNext() {
    FutureTask<Integer> next = new FutureTask<>(reply::read);
    Thread reader = Thread.ofPlatform().daemon().start(next);
    await().until(() -> next.isDone() || reader.getState() == Thread.State.WAITING);
    return next;
  }

  private void write(String text) throws IOException {
    reply.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    reply.flush();
  }
}
