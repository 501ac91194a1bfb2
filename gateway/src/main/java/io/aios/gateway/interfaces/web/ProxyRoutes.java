package io.aios.gateway.interfaces.web;

import static org.springframework.cloud.gateway.server.mvc.filter.LoadBalancerFilterFunctions.lb;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.POST;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.AdmitCall;
import io.aios.gateway.usecase.CallerGone;
import io.aios.gateway.usecase.RoutedTo;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.ForwardedAddresses;
import io.aios.platform.security.ServiceToken;
import io.aios.platform.security.ServiceTokens;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What is not a tool call: commands, and everything of the authorization server. */
@Configuration(proxyBeanMethods = false)
class ProxyRoutes {
  private static final Logger log = LoggerFactory.getLogger(ProxyRoutes.class);
  private static final String ORCHESTRATOR = "orchestrator";
  private static final String SECURITY_MANAGER = "security-manager";
  private static final String FEDERATION = "federation";
  private static final String GATEWAY = "gateway";

  /** By the decoded path, as the authorization server sees it. */
  private static final RequestPredicate REGISTRATION =
      POST("/oauth2/register").or(POST("/oauth2/register/**"));

  private final ServiceTokens tokens;
  private final AdmitCall admission;
  private final ProblemWriter problems;

  ProxyRoutes(ServiceTokens tokens, AdmitCall admission, ProblemWriter problems) {
    this.tokens = tokens;
    this.admission = admission;
    this.problems = problems;
  }

  @Bean
  RouterFunction<ServerResponse> routedServices() {
    return api("commands", ORCHESTRATOR)
        .and(api("approvals", ORCHESTRATOR))
        .and(api("plans", ORCHESTRATOR))
        .and(api("triggers", ORCHESTRATOR))
        .and(api("clients", SECURITY_MANAGER))
        .and(api("policies", SECURITY_MANAGER))
        .and(api("external-servers", FEDERATION))
        .and(api("sessions", SECURITY_MANAGER))
        .and(api("keys", SECURITY_MANAGER))
        .and(api("alerts", SECURITY_MANAGER))
        .and(api("users", SECURITY_MANAGER))
        .and(api("groups", SECURITY_MANAGER))
        .and(api("roles", SECURITY_MANAGER))
        .and(api("account", SECURITY_MANAGER))
        .and(
            forward(
                "authorization",
                SECURITY_MANAGER,
                paths(
                    "/oauth2/**",
                    "/.well-known/oauth-authorization-server/**",
                    "/.well-known/openid-configuration/**",
                    "/login/**",
                    "/webauthn/**",
                    "/logout",
                    "/connect/**",
                    "/userinfo")));
  }

  private static RequestPredicate paths(String... patterns) {
    return Arrays.stream(patterns)
        .map(pattern -> path(pattern))
        .reduce(RequestPredicate::or)
        .orElseThrow();
  }

  /** {@code /api/v1/<name>}, for the caller: with a token of its own and the caller's grants. */
  private RouterFunction<ServerResponse> api(String name, String service) {
    return route(name)
        .route(paths("/api/v1/" + name, "/api/v1/" + name + "/**"), http())
        .before(admitted(service, Set.of(name)))
        .before(vouched(service))
        .filter(lb(service))
        .onError(Exception.class, this::answer)
        .build();
  }

  private RouterFunction<ServerResponse> forward(
      String name, String service, RequestPredicate predicate) {
    return route(name)
        .route(predicate, http())
        .before(this::admittedRegistration)
        .before(vouched(service))
        .filter(lb(service))
        .onError(Exception.class, this::answer)
        .build();
  }

  /** As long as the gateway cannot prove it, requests count as coming from the gateway. */
  private Function<ServerRequest, ServerRequest> vouched(String service) {
    ServiceToken token =
        new ServiceToken(service, GATEWAY, GATEWAY, Set.of(ForwardedAddresses.SCOPE), Set.of());
    return request -> {
      request.attributes().put(RoutedTo.class.getName(), new RoutedTo(service));
      try {
        request.attributes().put(ProxiedHeaders.FORWARDED_BY, tokens.mint(token));
      } catch (Problem keyNotKnownYet) {
        request.attributes().remove(ProxiedHeaders.FORWARDED_BY);
      }
      return request;
    };
  }

  private ServerRequest admittedRegistration(ServerRequest request) {
    if (REGISTRATION.test(request)) {
      admission.admitRegistration(request.servletRequest().getRemoteAddr());
    }
    return request;
  }

  private Function<ServerRequest, ServerRequest> admitted(String service, Set<String> scopes) {
    return request -> {
      CallerIdentity caller = Callers.of(request.servletRequest());
      RequestRecord.of(request.servletRequest()).caller(caller, request.servletRequest());
      RequestBodies.requireJsonIfAny(request.servletRequest());
      if (!request.method().equals(HttpMethod.GET)) {
        admission.admitRequest(caller);
      }
      ServiceToken token =
          new ServiceToken(service, caller.subject(), caller.client(), scopes, caller.scopes());
      request.attributes().put(ProxiedHeaders.TOKEN, tokens.mint(token));
      return request;
    };
  }

  private ServerResponse answer(Throwable failure, ServerRequest request) {
    Problem problem = problemOf(failure);
    RequestRecord.of(request.servletRequest()).refused(problem.type());
    return ServerResponse.status(problem.type().status())
        .build(
            (servletRequest, servletResponse) -> {
              problems.write(servletRequest, servletResponse, problem);
              return null;
            });
  }

  private static Problem problemOf(Throwable failure) {
    return switch (failure) {
      case Problem problem -> problem;
      case InvalidParameterException undecodable ->
          new Problem(
              ProblemType.MALFORMED_REQUEST,
              "The query is not UTF-8 in percent-encoding",
              undecodable);
      case CallerGone gone -> new Problem(ProblemType.TIMED_OUT, "The caller has hung up", gone);
      case HttpServerErrorException none ->
          new Problem(ProblemType.SERVICE_UNAVAILABLE, none.getStatusText(), none)
              .header(HttpHeaders.RETRY_AFTER, "5");
      default -> {
        log.error("A request could not be forwarded", failure);
        yield new Problem(
            ProblemType.INTERNAL_ERROR, "The gateway could not forward this", failure);
      }
    };
  }
}
