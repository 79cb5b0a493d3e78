import { html } from 'lit';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { match } from '../core/routes.js';
import { Element } from '../core/element.js';
import { router } from '../core/router.js';
import { session } from '../core/session.js';
import { t } from '../i18n/i18n.js';
import { blank, failed } from '../parts/blank.js';
import '../parts/toasts.js';
import './connection.js';
import './header.js';

/** The whole page: the screen of the address, under the header if somebody is logged in. */
class App extends Element {
  /** What could not be fetched of a screen. @type {Error | null} */
  #failure = null;
  #loaded = new Set();
  #route = null;

  follows() {
    return [router, session];
  }

  connectedCallback() {
    super.connectedCallback();
    session.resume();
  }

  render() {
    const found = match(router.path);
    if (!found) {
      return this.#framed(blank({ sign: 'inbox', title: t('missing'), text: t('missing.text'), action: html`<a class="button" href=${router.href('/issues')}>${t('missing.home')}</a>` }));
    }
    const { route } = found;
    if (!route.open && session.state !== 'in') {
      return this.#waiting();
    }
    return route.bare ? html`<main id="main">${this.#screen(found)}</main><tombo-toasts></tombo-toasts>` : this.#framed(this.#screen(found));
  }

  updated() {
    const found = match(router.path);
    if (found && !found.route.open && session.state === 'out') {
      const asked = router.path === '/' ? '' : location.pathname.slice(router.base.length) + location.search;
      router.go('/login', { next: asked }, { replace: true });
    }
    if (found?.route !== this.#route) {
      if (this.#route) {
        this.querySelector('main')?.focus({ preventScroll: true });
      }
      this.#route = found?.route;
    }
  }

  /** Nobody is known to be here yet. */
  #waiting() {
    if (session.state === 'failed') {
      return html`<main id="main">${failed(session.failure, () => session.resume())}</main>`;
    }
    return html`<main id="main" class="waiting" aria-busy="true"><span class="spinner"></span><span class="visually-hidden">${t('loading')}</span></main>`;
  }

  #framed(content) {
    return html`<a class="skip-link" href="#main">${t('skip')}</a>
      ${session.state === 'in' ? html`<tombo-header></tombo-header>` : ''}
      <tombo-connection></tombo-connection>
      <main id="main" tabindex="-1">${content}</main>
      <tombo-toasts></tombo-toasts>`;
  }

  /** A screen is an element that has the parameters of its path as `params`. */
  #screen({ route, params }) {
    if (this.#failure) {
      return failed(this.#failure, () => location.reload());
    }
    if (route.load && !this.#loaded.has(route)) {
      this.#load(route);
      return html`<div class="waiting" aria-busy="true"><span class="spinner"></span></div>`;
    }
    const tag = unsafeStatic(route.screen);
    return staticHtml`<${tag} .params=${params}></${tag}>`;
  }

  async #load(route) {
    try {
      await route.load();
      this.#loaded.add(route);
    } catch (failure) {
      this.#failure = failure;
    }
    this.requestUpdate();
  }
}

customElements.define('tombo-app', App);
