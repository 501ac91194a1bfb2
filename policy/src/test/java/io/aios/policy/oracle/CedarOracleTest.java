package io.aios.policy.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.policy.PolicySet;
import io.aios.policy.engine.Decision;
import io.aios.policy.oracle.Universe.Asked;
import io.aios.policy.syntax.PolicyText;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Cedar itself says whether our decisions are Cedar's. */
class CedarOracleTest {
  private static final int CASES = Integer.getInteger("aios.policy.cases", 100_000);
  private static final int REQUESTS_PER_SET = 100;

  /** What is compared: the answer, the policies that determined it, those that failed. */
  private record Answer(boolean allowed, Set<String> determining, Set<String> failed) {}

  @Test
  void decidesAHundredThousandRandomRequestsAsCedarDoes() throws Exception {
    long seed = Long.getLong("aios.policy.seed", new Random().nextLong());
    System.out.println("Cedar oracle: -Daios.policy.seed=" + seed + ", " + CASES + " cases");
    Random random = new Random(seed);
    int allowed = 0;
    int denied = 0;
    int withErrors = 0;
    int forbidden = 0;
    for (int cases = 0; cases < CASES; ) {
      Universe universe = new Universe(random);
      String text =
          new PolicyWriter(random).policies(1 + random.nextInt(random.nextInt(8) == 0 ? 80 : 12));
      var ours = io.aios.policy.engine.PolicySet.compile(PolicyText.parse("policy", text));
      PolicySet cedars = PolicySet.parsePolicies(text);
      cedars.cache();
      for (int n = 0; n < REQUESTS_PER_SET && cases < CASES; n++, cases++) {
        Asked asked = universe.request();
        Decision decision = ours.decide(asked.ours(), universe.ours);
        Answer answer = answer(decision);
        assertThat(answer)
            .as("seed %d, case %d\n%s\n%s", seed, cases, asked.ours(), text)
            .isEqualTo(cedar(asked, cedars, universe));
        allowed += answer.allowed() ? 1 : 0;
        denied += answer.allowed() ? 0 : 1;
        forbidden += !answer.allowed() && !answer.determining().isEmpty() ? 1 : 0;
        withErrors += answer.failed().isEmpty() ? 0 : 1;
      }
    }
    System.out.printf(
        "allowed %d, denied %d of which forbidden %d, with errors %d%n",
        allowed, denied, forbidden, withErrors);
    // Random cases prove something only when all answers come up.
    assertThat(allowed).isGreaterThan(CASES / 20);
    assertThat(forbidden).isGreaterThan(CASES / 20);
    assertThat(withErrors).isGreaterThan(CASES / 20).isLessThan(CASES * 19 / 20);
  }

  private static Answer answer(Decision decision) {
    return new Answer(
        decision.allowed(),
        new TreeSet<>(decision.determining()),
        decision.errors().stream()
            .map(Decision.PolicyError::policy)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Answer cedar(Asked asked, PolicySet policies, Universe universe) throws Exception {
    AuthorizationResponse response =
        new BasicAuthorizationEngine()
            .isAuthorized(asked.cedars(), policies, new Entities(universe.cedars));
    AuthorizationSuccessResponse success = response.success.orElseThrow();
    return new Answer(
        success.isAllowed(),
        success.getReason().stream()
            .map(CedarOracleTest::ours)
            .collect(Collectors.toCollection(TreeSet::new)),
        success.getErrors().stream()
            .map(error -> ours(error.getPolicyId()))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String ours(String id) {
    return id.replace("policy", "policy#");
  }
}
