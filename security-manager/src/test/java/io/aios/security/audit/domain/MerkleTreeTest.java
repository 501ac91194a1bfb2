package io.aios.security.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  private static final int MOST = 70;

  /** Leaves and roots that implementations of RFC 6962 are commonly tested with. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private final List<byte[]> hashes = new ArrayList<>();
  private final List<byte[]> roots = new ArrayList<>();
  private final MerkleProofs proofs = new MerkleProofs(this::subtree);

  MerkleTreeTest() {
    MerkleTree tree = new MerkleTree();
    for (int i = 0; i < MOST; i++) {
      hashes.add(tree.leafHash(("record " + i).getBytes(StandardCharsets.UTF_8)));
      tree.append(hashes.getLast());
      roots.add(tree.root());
    }
  }

  @Test
  void hasTheRootsOfTheRfc() {
    MerkleTree tree = new MerkleTree();
    for (int i = 0; i < LEAVES.size(); i++) {
      tree.append(tree.leafHash(HexFormat.of().parseHex(LEAVES.get(i))));
      assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(ROOTS.get(i));
    }
  }

  @Test
  void goesOnFromAnyStoredEdge() {
    for (int size = 0; size < MOST; size++) {
      MerkleTree resumed = MerkleTree.resume(size, this::subtree);
      resumed.append(hashes.get(size));
      assertThat(resumed.root()).isEqualTo(roots.get(size));
    }
  }

  @Test
  void provesEveryRecordOfEveryTree() {
    for (int size = 1; size <= MOST; size++) {
      for (int index = 0; index < size; index++) {
        List<byte[]> path = proofs.inclusion(index, size);
        byte[] root = roots.get(size - 1);
        assertThat(MerkleProofs.includes(index, size, hashes.get(index), path, root)).isTrue();
        byte[] other = hashes.get((index + 1) % MOST);
        assertThat(MerkleProofs.includes(index, size, other, path, root)).isFalse();
        assertThat(MerkleProofs.includes(index + 1, size, hashes.get(index), path, root)).isFalse();
      }
    }
  }

  @Test
  void provesThatEveryTreeContinuesEveryEarlierOne() {
    for (int size = 1; size <= MOST; size++) {
      for (int earlier = 1; earlier <= size; earlier++) {
        List<byte[]> proof = proofs.consistency(earlier, size);
        byte[] before = roots.get(earlier - 1);
        byte[] root = roots.get(size - 1);
        byte[] forged = hashes.get(earlier % MOST);
        assertThat(MerkleProofs.continues(earlier, size, proof, before, root)).isTrue();
        assertThat(MerkleProofs.continues(earlier, size, proof, forged, root)).isFalse();
        assertThat(MerkleProofs.continues(earlier, size, proof, before, forged)).isFalse();
      }
    }
  }

  @Test
  void refusesProofsOfWhatIsNotThere() {
    assertThatThrownBy(() -> proofs.inclusion(5, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Record 5 is not among the first 5");
    assertThatThrownBy(() -> proofs.consistency(6, 5)).isInstanceOf(IllegalArgumentException.class);
  }

  /** MTH as the RFC defines it. */
  private byte[] subtree(long from, long to) {
    if (to - from == 1) {
      return hashes.get((int) from);
    }
    long middle = from + MerkleProofs.split(to - from);
    return new MerkleTree().nodeHash(subtree(from, middle), subtree(middle, to));
  }
}
