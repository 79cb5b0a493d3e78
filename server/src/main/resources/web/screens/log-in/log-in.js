import { html } from 'lit';
import { Problem } from '../../api/problem.js';
import { Element } from '../../core/element.js';
import { router } from '../../core/router.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';
import { entry } from '../entry.js';

/** Logs people in, and takes them where they were going. */
class LogIn extends Element {
  static properties = { busy: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.busy = false;
    this.wrong = '';
  }

  follows() {
    return [session];
  }

  updated() {
    if (session.state === 'in') {
      this.#goOn();
    }
  }

  render() {
    document.title = t('logIn') + ' · Tombo';
    return entry({
      title: t('logIn'),
      wrong: this.wrong,
      submit: (form) => this.#submit(form),
      fields: html`
        <input class="input" type="email" name="email" required autofocus autocomplete="username" placeholder=${t('email')} aria-label=${t('email')} />
        <input class="input" type="password" name="password" required autocomplete="current-password" placeholder=${t('password')} aria-label=${t('password')} />
        <button class="button primary" ?disabled=${this.busy}>${t('logIn')}</button>
      `,
      links: html`<a href=${router.href('/forgotten')}>${t('forgotten')}</a> <a href=${router.href('/signup')}>${t('signUp')}</a>`,
    });
  }

  async #submit(form) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.wrong = '';
    try {
      await session.logIn(form.get('email'), form.get('password'));
    } catch (failure) {
      this.wrong = failure instanceof Problem && failure.status === 401 ? t('logIn.wrong') : failureText(failure);
      this.busy = false;
    }
  }

  /** Only to a path of this page: an address from elsewhere could lead anywhere. */
  #goOn() {
    const next = new URL(router.query.get('next') ?? '/', 'http://page.invalid');
    const path = next.hostname === 'page.invalid' ? next.pathname : '/';
    router.go(path === '/login' ? '/issues' : path, Object.fromEntries(next.searchParams), { replace: true });
  }
}

customElements.define('tombo-log-in', LogIn);
