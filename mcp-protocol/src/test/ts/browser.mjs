// As much of a browser as a person needs to log in and to agree: cookies, redirects, forms.

export class Browser {
  #cookies = new Map();

  async #send(url, body) {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      body,
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split('=');
      this.#cookies.set(name, value);
    }
    return response;
  }

  /** Follows redirects to a page, or to an address of another origin. */
  async #open(url, body) {
    const origin = new URL(url).origin;
    let response = await this.#send(url, body);
    while (response.status >= 300 && response.status < 400) {
      url = new URL(response.headers.get('location'), url);
      if (url.origin !== origin) return { url };
      response = await this.#send(url);
    }
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${response.status} at ${url}: ${text}`);
    return { url, text };
  }

  /** Logs in, agrees to everything that is asked for, and gives the address the user is sent to. */
  async authorize(url, user, password) {
    const login = await this.#open(url);
    const form = new URLSearchParams({ username: user, password, _csrf: hidden(login, '_csrf') });
    const consent = await this.#open(new URL('/login', login.url), form);
    const agreed = new URLSearchParams({
      client_id: new URL(url).searchParams.get('client_id'),
      state: hidden(consent, 'state'),
    });
    for (const [, scope] of consent.text.matchAll(/name="scope" value="([^"]*)"/g)) agreed.append('scope', scope);
    return (await this.#open(new URL('/oauth2/authorize', url), agreed)).url;
  }
}

function hidden({ url, text }, name) {
  if (!text) throw new Error(`Sent to ${url}`);
  const found = text.match(new RegExp(`name="${name}" value="([^"]*)"`));
  if (!found) throw new Error(`No field ${name} at ${url}: ${text}`);
  return found[1];
}
