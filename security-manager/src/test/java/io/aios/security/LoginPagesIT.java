package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/** The login pages in Chromium, with a device that keeps passkeys and verifies its user. */
class LoginPagesIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Server SERVER = Server.running();

  private static ChromeDriver browser;
  private VirtualAuthenticator phone;

  @BeforeAll
  static void start() {
    for (Path program : List.of(CHROMIUM, DRIVER)) {
      assertThat(program).as("of Debian's chromium and chromium-driver").isExecutable();
    }
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP %s %s, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
            .formatted(URI.create(Server.ISSUER).getAuthority(), SERVER.at("/").getAuthority()));
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER.toString()))
                .build(),
            options);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
  }

  /** In a tab of its own: a client's own scheme leaves a question open in the last one. */
  @BeforeEach
  void takeAPhone() {
    String last = browser.getWindowHandle();
    String tab = browser.switchTo().newWindow(WindowType.TAB).getWindowHandle();
    browser.switchTo().window(last).close();
    browser.switchTo().window(tab);
    browser.get(Server.ISSUER + "/login");
    browser.manage().deleteAllCookies();
    browser.manage().logs().get(LogType.BROWSER);
    phone =
        browser.addVirtualAuthenticator(
            new VirtualAuthenticatorOptions()
                .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                .setHasResidentKey(true)
                .setHasUserVerification(true)
                .setIsUserVerified(true));
  }

  @AfterEach
  void putItAway() {
    browser.removeVirtualAuthenticator(phone);
  }

  private static void open(String path) {
    browser.get(Server.ISSUER + path);
  }

  private static void type(String id, String text) {
    shown(By.id(id)).sendKeys(text);
  }

  private static void press(String button) {
    shown(By.xpath("//button[text()='" + button + "']")).click();
  }

  private static void logIn(Person person) {
    type("username", person.name);
    type("password", person.password);
    press("Log in");
  }

  private static void awaitAddress(String beginning) {
    awaiting().until(() -> browser.getCurrentUrl().startsWith(beginning));
  }

  private static void awaitText(String text) {
    awaiting().until(() -> shown(By.tagName("body")).getText().contains(text));
  }

  private static WebElement shown(By by) {
    return awaiting().until(() -> browser.findElement(by), WebElement::isDisplayed);
  }

  /** A page may go while it is looked at. */
  private static ConditionFactory awaiting() {
    return await().atMost(PATIENCE).ignoreExceptionsInstanceOf(WebDriverException.class);
  }

  /** What the browser refused to load, to run or to send, and what else it found wrong. */
  private static List<String> complaints() {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("net::ERR_"))
        .toList();
  }

  @Test
  void addsAPasskeyAndLogsInWithIt() throws Exception {
    Person ada = Person.with("user");
    open("/webauthn/register");
    logIn(ada);
    awaitText("Name of the device");

    type("label", "phone" + Keys.ENTER);

    awaitText("The passkey is added. From now on the password alone is not enough.");
    assertThat(browser.getCurrentUrl()).doesNotContain("_csrf");
    assertThat(phone.getCredentials()).hasSize(1);

    browser.manage().deleteAllCookies();
    open("/login");
    press("Use a passkey");
    awaitText("You are logged in.");

    open("/webauthn/register");
    awaitText("Name of the device");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void asksForThePasskeyAfterThePassword() throws Exception {
    Person ada = Person.with("user");
    open("/webauthn/register");
    logIn(ada);
    type("label", "phone");
    press("Add a passkey");
    awaitText("The passkey is added.");

    open(LoginIT.authorize(Map.of("scope", "*:read")));
    logIn(ada);
    awaitText("Code of your authenticator app");
    press("Use a passkey");

    awaitAddress(Person.CALLBACK + "?code=");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void saysWhenAPasskeyIsNotAccepted() {
    open("/login");
    press("Use a passkey");

    awaitText("The passkey was not accepted.");
  }

  @Test
  void offersNoPasskeysAtAnAddress() throws Exception {
    Person ada = Person.with("user");
    browser.get(SERVER.at("/webauthn/register").toString());
    assertThat(browser.findElement(By.id("passkey")).isDisplayed()).isFalse();
    logIn(ada);

    awaitText("Browsers keep passkeys for names, not for addresses such as 127.0.0.1.");
    assertThat(browser.findElement(By.id("register")).isEnabled()).isFalse();
  }

  @Test
  void asksForTheCodeAfterThePassword() throws Exception {
    Person ada = Person.with("user");
    var app = AuthenticatorApp.of(ada);

    open("/login");
    logIn(ada);
    type("code", "000000");
    press("Go on");
    awaitText("That is not the present code.");
    type("code", app.code(Instant.now().plusSeconds(30)));
    press("Go on");

    awaitText("You are logged in.");
    assertThat(complaints()).isEmpty();
  }

  /** The redirect follows the form, which a policy for forms may forbid. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:49152/callback",
        "http://localhost:49152/callback",
        "http://[::1]:49152/callback",
        "https://client.example/callback",
        "com.example.app:/callback"
      })
  void sendsWhoAgreesToTheClient(String callback) throws Exception {
    Person ada = Person.with("user");
    String client =
        McpClientLoginIT.register(SERVER.new Browser(), callback).get("client_id").toString();
    for (String answer : List.of("Refuse", "Allow what is ticked")) {
      open(
          LoginIT.authorize(
              Map.of(
                  "client_id",
                  client,
                  "redirect_uri",
                  callback,
                  "scope",
                  "python:read",
                  "resource",
                  McpClientLoginIT.PYTHON)));
      if (answer.equals("Refuse")) {
        logIn(ada);
      }
      awaitText("asks to act for you");
      press(answer);

      if (callback.startsWith("http")) {
        awaitAddress(callback + (answer.equals("Refuse") ? "?error=access_denied" : "?code="));
      }
      assertThat(complaints()).isEmpty();
    }
  }

  @Test
  void logsADeviceIn() throws Exception {
    Person ada = Person.with("user");
    Map<String, Object> started = new DeviceLoginIT().start("*:read");

    open("/login/device");
    logIn(ada);
    type("user_code", started.get("user_code").toString());
    press("Go on");
    awaitText(started.get("user_code").toString());
    press("Allow what is ticked");

    awaitText("Done. Go back to the device.");
    assertThat(complaints()).isEmpty();
  }
}
