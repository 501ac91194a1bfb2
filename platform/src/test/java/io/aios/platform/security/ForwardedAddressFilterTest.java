package io.aios.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.platform.tls.ServiceTls;
import jakarta.servlet.ServletRequest;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ForwardedAddressFilterTest {
  private static final String OWN = "127.0.0.1";
  private static final String SAID = "203.0.113.7";

  private static TestIssuers issuers;
  private static ForwardedAddressFilter filter;

  @BeforeAll
  static void start() throws Exception {
    issuers = new TestIssuers();
    var source =
        new MapConfigurationPropertySource(
            Map.of(
                "aios.security.security-manager-url",
                issuers.url(),
                "aios.security.trusted-issuers",
                TestIssuers.GATEWAY + "," + TestIssuers.USERS));
    var properties = new Binder(source).bindOrCreate("aios.security", SecurityProperties.class);
    TokenVerifier verifier =
        new TokenVerifier(
            properties,
            Audiences.only(TestIssuers.AUDIENCE),
            new HttpIssuerKeys(properties, ServiceTls.off()));
    filter = new ForwardedAddressFilter(new VerifiedTokens(verifier, Clock.systemUTC(), 10));
  }

  @AfterAll
  static void stop() {
    issuers.close();
  }

  private static String addressWith(String proof) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(OWN);
    request.addHeader("X-Forwarded-For", SAID);
    if (!proof.isEmpty()) {
      request.addHeader(ForwardedAddresses.PROOF, proof);
    }
    MockFilterChain chain = new MockFilterChain();
    filter.doFilter(request, new MockHttpServletResponse(), chain);
    ServletRequest passed = chain.getRequest();
    assertThat(passed).isNotNull();
    return passed.getRemoteAddr();
  }

  @Test
  void believesTheGateway() throws Exception {
    String proof =
        issuers.hopToken(TestIssuers.claims(TestIssuers.GATEWAY).claim("scope", "forward"));
    assertThat(addressWith(proof)).isEqualTo(SAID);
  }

  @Test
  void believesNobodyElse() throws Exception {
    String user =
        issuers.userToken(TestIssuers.claims(TestIssuers.USERS).claim("scope", "forward"));
    String otherwise = issuers.hopToken(TestIssuers.hopClaims());
    for (String proof : new String[] {"", "made-up", user, otherwise}) {
      assertThat(addressWith(proof)).as(proof).isEqualTo(OWN);
    }
  }
}
