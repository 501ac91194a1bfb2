package io.aios.platform.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The service's key and certificate, replaceable. A handshake asks for an alias first, and then for
 * that alias's key and chain: the alias names the generation, so that the two are of one pair even
 * when a new pair comes in between.
 */
final class RotatingKeys extends X509ExtendedKeyManager {
  /** More than the renewals that a handshake can live through. */
  private static final int GENERATIONS_KEPT = 4;

  private record Generation(long number, X509ExtendedKeyManager keys) {}

  private final Deque<Generation> generations = new ArrayDeque<>();
  private long count;

  RotatingKeys(X509ExtendedKeyManager first) {
    replace(first);
  }

  synchronized void replace(X509ExtendedKeyManager next) {
    generations.addFirst(new Generation(count++, next));
    if (generations.size() > GENERATIONS_KEPT) {
      generations.removeLast();
    }
  }

  private synchronized Generation current() {
    return generations.getFirst();
  }

  private @Nullable String choose(Function<X509ExtendedKeyManager, @Nullable String> choice) {
    Generation now = current();
    String alias = choice.apply(now.keys());
    return alias == null ? null : now.number() + ":" + alias;
  }

  private <T> @Nullable T of(String alias, Lookup<T> lookup) {
    int colon = alias.indexOf(':');
    String number = colon < 0 ? "" : alias.substring(0, colon);
    X509ExtendedKeyManager keys = keys(number);
    return keys == null ? null : lookup.in(keys, alias.substring(colon + 1));
  }

  private synchronized @Nullable X509ExtendedKeyManager keys(String number) {
    return generations.stream()
        .filter(each -> Long.toString(each.number()).equals(number))
        .map(Generation::keys)
        .findFirst()
        .orElse(null);
  }

  private interface Lookup<T> {
    @Nullable T in(X509KeyManager keys, String alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return of(alias, X509KeyManager::getPrivateKey);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return of(alias, X509KeyManager::getCertificateChain);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return choose(keys -> keys.chooseClientAlias(types, issuers, socket));
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return choose(keys -> keys.chooseEngineClientAlias(types, issuers, engine));
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return choose(keys -> keys.chooseServerAlias(type, issuers, socket));
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return choose(keys -> keys.chooseEngineServerAlias(type, issuers, engine));
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    String alias = chooseClientAlias(new String[] {type}, issuers, null);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    String alias = chooseServerAlias(type, issuers, null);
    return alias == null ? null : new String[] {alias};
  }
}
