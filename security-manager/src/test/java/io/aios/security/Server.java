package io.aios.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.RevocationPage;
import io.aios.platform.boot.AiosApplication;
import io.aios.testkit.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** One running security-manager for all tests of this module, with a gateway's account. */
public final class Server {
  public static final String ISSUER = "http://localhost:8080";
  public static final String GATEWAY_SECRET = "0123456789abcdef0123456789abcdef";

  private static final class Holder {
    static final Server SERVER = new Server();
  }

  final Path dataDir;
  final ConfigurableApplicationContext context;
  private final ECKey gatewayKey;
  private final int providerPort;

  private Server() {
    try {
      dataDir = Files.createTempDirectory("aios-security");
      gatewayKey = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
      Map<String, Object> properties = new HashMap<>();
      properties.putAll(
          Infrastructure.properties(Infrastructure.Part.POSTGRES, Infrastructure.Part.KAFKA));
      properties.put("server.port", "0");
      properties.put("aios.security.issuer", ISSUER);
      properties.put("aios.data-dir", dataDir.toString());
      properties.put("aios.security-manager.service-accounts.gateway", GATEWAY_SECRET);
      properties.put("aios.security-manager.registrations", "1000");
      properties.put("aios.security-manager.passwords.memory", "1MB");
      properties.put("aios.security-manager.passwords.passes", "1");
      providerPort = freePort();
      String provider = "aios.security-manager.provider.";
      properties.put(provider + "issuer", "http://127.0.0.1:" + providerPort);
      properties.put(provider + "client-id", "aios");
      properties.put(provider + "client-secret", "a secret between the two");
      properties.put(provider + "groups.engineering", "staff");
      context =
          AiosApplication.builder(SecurityManagerApplication.class, "security-manager")
              .run(
                  properties.entrySet().stream()
                      .map(property -> "--" + property.getKey() + "=" + property.getValue())
                      .toArray(String[]::new));
      registerGatewayKey();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public static Server running() {
    return Holder.SERVER;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Where an identity provider is expected, for the test that starts one. */
  int providerPort() {
    return providerPort;
  }

  URI at(String path) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public Path dataDir() {
    return dataDir;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  private void registerGatewayKey() throws Exception {
    String body =
        JSONObjectUtils.toJSONString(
            Map.of("key", gatewayKey.toPublicJWK().toJSONObject(), "lifetimeSeconds", 3600));
    var answer =
        new Browser()
            .send(
                "POST",
                "/internal/signing-keys",
                body,
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + clientToken("gateway", GATEWAY_SECRET, "internal:signing-keys"));
    if (answer.statusCode() != 204) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  HttpResponse<String> askToken(String client, String secret, String scope) throws Exception {
    String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(US_ASCII));
    return new Browser()
        .post(
            "/oauth2/token",
            Map.of("grant_type", "client_credentials", "scope", scope),
            "Authorization",
            "Basic " + basic);
  }

  public String clientToken(String client, String secret, String scope) throws Exception {
    return json(askToken(client, secret, scope)).get("access_token").toString();
  }

  /** A hop token as the gateway mints them. */
  String hopToken(String audience, String... grants) throws Exception {
    return hopToken(gatewayKey, audience, grants);
  }

  /** One for another caller than the administrator. */
  String hopTokenOf(String subject, String scope, String... grants) throws Exception {
    return hopTokenFor("aios-cli", subject, scope, grants);
  }

  /** One for another client too. */
  String hopTokenFor(String client, String subject, String scope, String... grants)
      throws Exception {
    return signed(
        gatewayKey,
        hopClaims("security-manager", scope, grants)
            .subject(subject)
            .claim("client_id", client)
            .build());
  }

  static String hopToken(ECKey key, String audience, String... grants) throws Exception {
    return signed(key, hopClaims(audience, "clients", grants).build());
  }

  private static JWTClaimsSet.Builder hopClaims(String audience, String scope, String... grants) {
    return new JWTClaimsSet.Builder()
        .issuer("urn:aios:gateway")
        .audience(audience)
        .subject("admin")
        .claim("client_id", "aios-cli")
        .claim("scope", scope)
        .claim("grants", List.of(grants))
        .expirationTime(Date.from(Instant.now().plusSeconds(60)));
  }

  private static String signed(ECKey key, JWTClaimsSet claims) throws Exception {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build(),
            claims);
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  /** What gateways are told when they ask for everything. */
  List<Revocation> revocations() throws Exception {
    HttpResponse<String> answer =
        new Browser()
            .get(
                "/internal/revocations?after=0",
                "Authorization",
                "Bearer " + hopTokenOf("gateway", "revocations:fetch"));
    return bean(JsonMapper.class).readValue(answer.body(), RevocationPage.class).revocations();
  }

  /** Whether the introspection endpoint (RFC 7662) takes a token for good. */
  boolean isActive(String token) throws Exception {
    String basic =
        Base64.getEncoder().encodeToString(("gateway:" + GATEWAY_SECRET).getBytes(US_ASCII));
    HttpResponse<String> answer =
        new Browser()
            .post("/oauth2/introspect", Map.of("token", token), "Authorization", "Basic " + basic);
    return (boolean) json(answer).get("active");
  }

  static Map<String, Object> json(HttpResponse<String> answer) throws Exception {
    return JSONObjectUtils.parse(answer.body());
  }

  static Map<String, String> query(URI uri) {
    return List.of(uri.getQuery().split("&", -1)).stream()
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** A client with its own cookies, which follows no redirects. */
  public final class Browser {
    public Browser() {}

    private final HttpClient http =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    public HttpResponse<String> get(String path, String... headers) throws Exception {
      return send("GET", path, "", headers);
    }

    HttpResponse<String> post(String path, Map<String, String> form, String... headers)
        throws Exception {
      String[] all = new String[headers.length + 2];
      System.arraycopy(headers, 0, all, 2, headers.length);
      all[0] = "Content-Type";
      all[1] = "application/x-www-form-urlencoded";
      return send("POST", path, form(form), all);
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers)
        throws Exception {
      var request =
          HttpRequest.newBuilder(at(path))
              .method(
                  method,
                  body.isEmpty()
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
