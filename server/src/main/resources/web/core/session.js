import { api } from '../api/client.js';
import { onChangedElsewhere, recall, remember } from './memory.js';
import { Observable } from './observable.js';

/**
 * Who is here, and what they have: whoever logged in, their projects, and the one that was chosen.
 *
 * @typedef {{id: string, email: string, name: string, admin: boolean}} Account
 * @typedef {{id: string, name: string, token: string, dsn: string | null, createdBy: string, createdAt: string, lastUsedAt: string | null}} ApiToken
 * @typedef {{id: string, name: string, role: 'viewer' | 'member' | 'owner', token: ApiToken | null}} Project
 */
class Session extends Observable {
  /** @type {'unknown' | 'in' | 'out' | 'failed'} */
  state = 'unknown';
  /** @type {Account | null} */
  account = null;
  /** @type {Project[]} */
  projects = [];
  /** Why the state is failed. @type {Error | null} */
  failure = null;

  constructor() {
    super();
    api.onEnd = () => this.#ended();
    // Only a mark that somebody logged in here: it spares whoever did not a request that must fail.
    onChangedElsewhere('session', () => (recall('session') ? this.resume() : this.#ended()));
  }

  /** What others call whoever is here. */
  get name() {
    return this.account?.name || this.account?.email || '';
  }

  /** Goes on with the session that the browser's cookie is of, if there is one. */
  async resume() {
    if (!recall('session')) {
      this.#ended();
      return;
    }
    try {
      await this.reload();
    } catch (failure) {
      if (this.state !== 'out') {
        this.failure = failure;
        this.state = 'failed';
        this.changed();
      }
    }
  }

  /**
   * @param {string} email
   * @param {string} password
   * @returns {Promise<string>} what the second step takes; empty where there is none and one is in
   * @throws {import('../api/problem.js').Problem} 401 if they are wrong, 429 after too many attempts
   */
  async logIn(email, password) {
    const secondStep = await api.logIn(email, password);
    if (!secondStep) {
      await this.begun();
    }
    return secondStep;
  }

  /**
   * @param {string} secondStep
   * @param {string} code of a second factor, or one of its recovery codes
   * @throws {import('../api/problem.js').Problem} 401 if it is wrong, 429 after too many attempts
   */
  async finishLogIn(secondStep, code) {
    await api.finishLogIn(secondStep, code);
    await this.begun();
  }

  /** Goes on with a session that the browser has just been given. */
  async begun() {
    remember('session', 'yes');
    await this.reload();
  }

  async logOut() {
    await api.logOut();
    this.#ended();
  }

  /** Asks anew who is here and what they have. */
  async reload() {
    const me = await api.call('showMe');
    this.account = me.account;
    this.projects = me.projects;
    this.failure = null;
    this.state = 'in';
    this.changed();
  }

  /**
   * @param {string | null} id
   * @returns {Project | undefined}
   */
  project(id) {
    return this.projects.find((project) => project.id === id);
  }

  #ended() {
    remember('session', null);
    this.account = null;
    this.projects = [];
    if (this.state !== 'out') {
      this.state = 'out';
      this.changed();
    }
  }
}

export const session = new Session();
