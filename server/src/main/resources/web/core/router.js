import { Observable } from './observable.js';

/**
 * The address is the state: whatever a person would expect after a reload, or of a link that they
 * were sent, stands in it. Followers hear of each change.
 */
class Router extends Observable {
  /** The path that the server's address has before the page's own; empty for none. */
  base = document.documentElement.dataset.base ?? '';

  /** The addresses of paths as they were last left. @type {Map<string, string>} */
  #left = new Map();

  constructor() {
    super();
    addEventListener('popstate', () => this.changed());
    document.addEventListener('click', (event) => this.#follow(event));
  }

  /** The path, without the base. */
  get path() {
    const path = location.pathname;
    return this.base && (path === this.base || path.startsWith(this.base + '/')) ? path.slice(this.base.length) || '/' : path;
  }

  /** The parameters, to be changed by `go` or `set` only. */
  get query() {
    return new URLSearchParams(location.search);
  }

  /**
   * The address of a path of the page.
   * @param {string} path
   * @param {Record<string, unknown>} [query] what is empty is left out
   */
  href(path, query = {}) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== null && value !== undefined && value !== '') {
        parameters.set(name, String(value));
      }
    }
    const text = parameters.toString().replaceAll('%2C', ',');
    return this.base + path + (text && '?' + text);
  }

  /**
   * The address at which a path was left, with all that it had; empty if it was not visited.
   * @param {string} path
   */
  left(path) {
    return this.#left.get(path) ?? '';
  }

  /**
   * Goes somewhere.
   * @param {string} path
   * @param {Record<string, unknown>} [query]
   * @param {{replace?: boolean}} [how] replace leaves no step in the history
   */
  go(path, query = {}, { replace = false } = {}) {
    this.#visit(this.href(path, query), replace);
  }

  /**
   * Changes parameters of where one is; what is null or empty goes.
   * @param {Record<string, unknown>} changes
   * @param {{replace?: boolean}} [how]
   */
  set(changes, { replace = false } = {}) {
    this.#visit(this.href(this.path, { ...Object.fromEntries(this.query), ...changes }), replace);
  }

  #visit(address, replace) {
    if (address === location.pathname + location.search) {
      return;
    }
    this.#left.set(this.path, location.pathname + location.search);
    history[replace ? 'replaceState' : 'pushState'](null, '', address);
    this.changed();
  }

  /** Links within the page change the address only. */
  #follow(event) {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')) {
      return;
    }
    const url = new URL(link.href);
    const ours = url.origin === location.origin && url.pathname.startsWith(this.base + '/');
    if (ours && !url.pathname.startsWith(this.base + '/api/') && !url.hash) {
      event.preventDefault();
      this.#visit(url.pathname + url.search, false);
      scrollTo(0, 0);
    }
  }
}

export const router = new Router();
