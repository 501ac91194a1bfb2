package io.aios.gateway.infrastructure.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.usecase.CallerConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class RoutedBodyTest {
  @Test
  void looksForAHangUpOnlyWhenTheBodyIsThrough() throws Exception {
    byte[] form = "grant_type=client_credentials".getBytes(UTF_8);
    try (RoutedBody body = new RoutedBody(new ByteArrayInputStream(form), form.length)) {
      int[] looks = {0};
      CallerConnection caller = body.afterwards(() -> ++looks[0] > 0);

      assertThat(caller.closed()).isFalse();
      assertThat(looks[0]).isZero();

      ByteArrayOutputStream service = new ByteArrayOutputStream();
      body.writeTo(service);

      assertThat(service.toByteArray()).isEqualTo(form);
      assertThat(caller.closed()).isTrue();
    }
  }
}
