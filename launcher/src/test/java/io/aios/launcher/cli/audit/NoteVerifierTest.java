package io.aios.launcher.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NoteVerifierTest {
  private static final String TEXT = "aios/audit\n3\nAAAA\n";

  /** The example key of golang.org/x/mod/sumdb/note, and the note it signed. */
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String PETERS_NOTE =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n\n"
          + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  @Test
  void acceptsANoteOfAnotherImplementation() {
    NoteVerifier peter = NoteVerifier.parse(PETER);

    assertThat(peter.isSigned(PETERS_NOTE)).isTrue();
    assertThat(peter.isSigned(PETERS_NOTE.replace("your problem,", "a problem,"))).isFalse();
  }

  @Test
  void acceptsOnlyItsOwnSignatureOnTheUnchangedText() throws Exception {
    Signer one = new Signer("aios/audit");
    Signer other = new Signer("aios/audit");
    NoteVerifier verifier = NoteVerifier.parse(one.verifierKey());

    assertThat(verifier.isSigned(one.note(TEXT))).isTrue();
    assertThat(verifier.isSigned(one.note(TEXT).replace("\n3\n", "\n4\n"))).isFalse();
    assertThat(verifier.isSigned(other.note(TEXT))).isFalse();
    assertThat(verifier.isSigned(TEXT)).isFalse();
    assertThat(verifier.isSigned(TEXT + "\n— aios/audit %%%\n")).isFalse();
  }

  @Test
  void refusesWhatIsNoKey() throws Exception {
    String key = new Signer("log").verifierKey();
    for (String wrong : new String[] {"", "a+b", key.replace("log+", "other+"), key + "AAAA"}) {
      assertThatThrownBy(() -> NoteVerifier.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static final class Signer {
    private final String name;
    private final KeyPair pair;
    private final byte[] named = new byte[33];
    private final byte[] id;

    Signer(String name) throws Exception {
      this.name = name;
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] x509 = pair.getPublic().getEncoded();
      named[0] = 1;
      System.arraycopy(x509, x509.length - 32, named, 1, 32);
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      id = Arrays.copyOf(sha.digest(named), 4);
    }

    String verifierKey() {
      return name
          + "+"
          + HexFormat.of().formatHex(id)
          + "+"
          + Base64.getEncoder().encodeToString(named);
    }

    String note(String text) throws Exception {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      line.write(id);
      line.write(signer.sign());
      return text
          + "\n— "
          + name
          + " "
          + Base64.getEncoder().encodeToString(line.toByteArray())
          + "\n";
    }
  }
}
