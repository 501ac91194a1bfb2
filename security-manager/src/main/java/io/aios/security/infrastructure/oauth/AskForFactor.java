package io.aios.security.infrastructure.oauth;

import io.aios.security.factors.usecase.SecondFactors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** After the password, the second factor where one is enrolled. */
final class AskForFactor implements AuthenticationSuccessHandler {
  private final ContinueRequest goOn = new ContinueRequest();
  private final SecondFactors factors;

  AskForFactor(SecondFactors factors) {
    this.factors = factors;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication login)
      throws IOException {
    if (factors.isEnrolled(login.getName())) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", CurrentLogins.FACTOR_PAGE);
    } else {
      goOn.onAuthenticationSuccess(request, response, login);
    }
  }
}
