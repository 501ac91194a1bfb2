package io.aios.policy.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.PolicySet;
import io.aios.policy.engine.Decision;
import io.aios.policy.oracle.Universe.Asked;
import io.aios.policy.syntax.PolicyText;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cedar itself says whether our decisions are Cedar's. */
class CedarOracleTest {
  private static final int CASES = Integer.getInteger("aios.policy.cases", 100_000);
  private static final int REQUESTS_PER_SET = 100;
  private static final int SHARES = 10;

  /** What is compared: the answer, the policies that determined it, those that failed. */
  private record Answer(boolean allowed, Set<String> determining, Set<String> failed) {}

  /** How often each kind of answer came up. */
  private record Tally(int allowed, int denied, int forbidden, int withErrors) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    static Tally of(Answer answer) {
      boolean denied = !answer.allowed();
      return new Tally(
          denied ? 0 : 1,
          denied ? 1 : 0,
          denied && !answer.determining().isEmpty() ? 1 : 0,
          answer.failed().isEmpty() ? 0 : 1);
    }

    Tally plus(Tally other) {
      return new Tally(
          allowed + other.allowed,
          denied + other.denied,
          forbidden + other.forbidden,
          withErrors + other.withErrors);
    }
  }

  @Test
  void decidesAHundredThousandRandomRequestsAsCedarDoes() {
    long seed = Long.getLong("aios.policy.seed", new Random().nextLong());
    System.out.println("Cedar oracle: -Daios.policy.seed=" + seed + ", " + CASES + " cases");
    Tally tally =
        IntStream.range(0, SHARES)
            .parallel()
            .mapToObj(share -> compare(seed + share, CASES / SHARES))
            .reduce(Tally.NONE, Tally::plus);
    System.out.println(tally);
    // Random cases prove something only when all answers come up.
    assertThat(tally.allowed()).isGreaterThan(CASES / 20);
    assertThat(tally.forbidden()).isGreaterThan(CASES / 20);
    assertThat(tally.withErrors()).isGreaterThan(CASES / 20).isLessThan(CASES * 19 / 20);
  }

  private static Tally compare(long seed, int count) {
    Random random = new Random(seed);
    Tally tally = Tally.NONE;
    for (int cases = 0; cases < count; ) {
      Universe universe = new Universe(random);
      String text =
          new PolicyWriter(random).policies(1 + random.nextInt(random.nextInt(8) == 0 ? 80 : 12));
      var ours = io.aios.policy.engine.PolicySet.compile(PolicyText.parse("policy", text));
      PolicySet cedars = cedars(text);
      for (int n = 0; n < REQUESTS_PER_SET && cases < count; n++, cases++) {
        Asked asked = universe.request();
        Answer answer = answer(ours.decide(asked.ours(), universe.ours));
        assertThat(answer)
            .as("seed %d, case %d\n%s\n%s", seed, cases, asked.ours(), text)
            .isEqualTo(cedar(asked, cedars, universe));
        tally = tally.plus(Tally.of(answer));
      }
    }
    return tally;
  }

  private static PolicySet cedars(String text) {
    try {
      PolicySet policies = PolicySet.parsePolicies(text);
      policies.cache();
      return policies;
    } catch (InternalException | CacheException e) {
      throw new AssertionError("Cedar does not read\n" + text, e);
    }
  }

  private static Answer answer(Decision decision) {
    return new Answer(
        decision.allowed(),
        new TreeSet<>(decision.determining()),
        decision.errors().stream()
            .map(Decision.PolicyError::policy)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Answer cedar(Asked asked, PolicySet policies, Universe universe) {
    AuthorizationSuccessResponse success;
    try {
      success =
          new BasicAuthorizationEngine()
              .isAuthorized(asked.cedars(), policies, new Entities(universe.cedars))
              .success
              .orElseThrow();
    } catch (AuthException e) {
      throw new AssertionError("Cedar does not decide " + asked.cedars(), e);
    }
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
