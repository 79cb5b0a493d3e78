import { Observable } from '../core/observable.js';
import { alone } from './alone.js';
import { operations } from './operations.js';
import { Problem, Unreachable } from './problem.js';

/** How long an answer may take, in milliseconds. */
const PATIENCE = 30_000;

/** An access token is renewed when it has this little left, in milliseconds. */
const RESERVE = 30_000;

/**
 * The one way to the server. The access token is in this object only; when it is missing, old or
 * refused, one for the browser's refresh cookie is asked for, by one request for all that wait.
 * Its followers hear when the server goes away and when it is back.
 */
class Client extends Observable {
  /** Whether the last request got no answer. */
  away = false;

  #base = document.documentElement.dataset.base ?? '';
  #token = '';
  #expires = 0;
  /** @type {Promise<void> | null} */
  #renewal = null;

  /** Called when the session has ended. */
  onEnd = () => {};

  /**
   * Makes a request and answers its JSON; null where the answer has no body.
   *
   * @param {keyof operations} name of the operation
   * @param {{path?: Record<string, string>, query?: Record<string, unknown>, body?: unknown, signal?: AbortSignal}} [parts]
   * @throws {Problem | Unreachable}
   */
  async call(name, parts = {}) {
    if (!this.#token || Date.now() > this.#expires - RESERVE) {
      await this.#renew();
    }
    const used = this.#token;
    const response = await this.#send(name, parts, used);
    if (response.status !== 401) {
      return answer(response);
    }
    if (used === this.#token) {
      this.#token = '';
    }
    await this.#renew();
    return answer(await this.#send(name, parts, this.#token));
  }

  /**
   * Makes a request that takes no credential.
   * @param {keyof operations} name
   * @param {{path?: Record<string, string>, query?: Record<string, unknown>, body?: unknown, signal?: AbortSignal}} [parts]
   */
  async callOpen(name, parts = {}) {
    return answer(await this.#send(name, parts, ''));
  }

  /** Where a link leads to an operation. @param {keyof operations} name */
  address(name) {
    return this.#base + operations[name].path;
  }

  /**
   * @param {string} email
   * @param {string} password
   * @returns {Promise<string>} what the second step takes; empty where there is none
   */
  async logIn(email, password) {
    const answer = await this.callOpen('logIn', { body: { email, password } });
    if (answer.secondStep) {
      return answer.secondStep;
    }
    this.#keep(answer);
    return '';
  }

  /**
   * @param {string} secondStep
   * @param {string} code
   */
  async finishLogIn(secondStep, code) {
    this.#keep(await this.callOpen('finishLogIn', { body: { secondStep, code } }));
  }

  async logOut() {
    const token = this.#token;
    try {
      await answer(await this.#send('logOut', {}, token));
    } catch (failure) {
      if (!(failure instanceof Problem && failure.status === 401)) {
        throw failure;
      }
    }
    this.#token = '';
  }

  /** Gets a new access token; whoever needs one meanwhile waits for the same. */
  #renew() {
    this.#renewal ??= alone('tombo.refresh', () => this.#refresh()).finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #refresh() {
    try {
      this.#keep(await this.callOpen('refreshSession'));
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 401) {
        this.#token = '';
        this.onEnd();
      }
      throw failure;
    }
  }

  #keep({ accessToken, expiresIn }) {
    this.#token = accessToken;
    this.#expires = Date.now() + expiresIn * 1000;
  }

  async #send(name, { path = {}, query = {}, body, signal }, token) {
    const { method, path: pattern, query: known } = operations[name];
    const headers = {};
    if (token) {
      headers.Authorization = 'Bearer ' + token;
    }
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    const timeout = AbortSignal.timeout(PATIENCE);
    try {
      const response = await fetch(this.#base + fill(pattern, path) + parameters(known, query), {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      this.#noticed(false);
      return response;
    } catch (failure) {
      if (signal?.aborted) {
        throw failure;
      }
      this.#noticed(true);
      throw new Unreachable(failure);
    }
  }

  #noticed(away) {
    if (away !== this.away) {
      this.away = away;
      this.changed();
    }
  }
}

async function answer(response) {
  if (!response.ok) {
    throw await Problem.of(response);
  }
  if (response.status === 204) {
    return null;
  }
  try {
    return await response.json();
  } catch (failure) {
    throw new Unreachable(failure);
  }
}

function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => encodeURIComponent(values[name] ?? whole));
}

function parameters(known, query) {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (!known.includes(name)) {
      throw new TypeError('the operation has no parameter ' + name);
    }
    if (value !== null && value !== undefined && value !== '') {
      text.set(name, String(value));
    }
  }
  return text.size ? '?' + text : '';
}

export const api = new Client();
