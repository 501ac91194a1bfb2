package io.aios.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples that issuers and standards publish; with one character changed each is none. */
class ChecksumsTest {
  @ParameterizedTest
  @CsvSource({
    "GITHUB_TOKEN, '', 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",
    "IBAN, '', GB82 WEST 1234 5698 7654 32",
    "IBAN, '', DE89370400440532013000",
    "PAYMENT_CARD, '', 4111111111111111",
    "PAYMENT_CARD, '', 5555 5555 5555 4444",
    "PAYMENT_CARD, '', 378282246310005",
    "PAYMENT_CARD, '', 30569309025904",
    "ES_DNI, '', 12345678Z",
    "ES_DNI, '', X1234567L",
    "NL_BSN, 'BSN ', 111222333",
    "UK_NHS, 'NHS number ', 943 476 5919",
    "IN_AADHAAR, 'Aadhaar ', 999941057058",
    "BR_CPF, '', 529.982.247-25",
    "DE_TAX_ID, '', 86095742719",
    "DE_TAX_ID, '', 47 036 892 816"
  })
  void knowsPublishedExamplesAndNotTheirNeighbours(Kind kind, String before, String value) {
    Policy policy = CorpusTest.everything();
    int last = value.length() - 1;
    char changed = value.charAt(last);
    String other =
        value.substring(0, last)
            + (Character.isDigit(changed) ? (char) ('0' + (changed - '0' + 1) % 10) : 'A');

    assertThat(Scan.of(before + value, policy))
        .containsExactly(new Finding(kind, before.length(), before.length() + value.length()));
    assertThat(Scan.of(before + other, policy)).extracting(Finding::kind).doesNotContain(kind);
  }
}
