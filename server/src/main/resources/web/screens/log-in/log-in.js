import { html } from 'lit';
import { api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { Element } from '../../core/element.js';
import { router } from '../../core/router.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';
import { entry } from '../entry.js';

/** Logs people in, and takes them where they were going. */
class LogIn extends Element {
  static properties = { busy: { state: true }, wrong: { state: true }, secondStep: { state: true }, provider: { state: true } };

  constructor() {
    super();
    this.busy = false;
    this.wrong = '';
    /** What the second step takes; empty before it. */
    this.secondStep = '';
    /** What another provider is called; empty for none. */
    this.provider = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#askWays();
    this.#comeBack();
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
    return this.secondStep ? this.#second() : this.#first();
  }

  #first() {
    return entry({
      title: t('logIn'),
      wrong: this.wrong,
      submit: (form) => this.#submit(form),
      fields: html`
        <input class="input" type="email" name="email" required autofocus autocomplete="username" placeholder=${t('email')} aria-label=${t('email')} />
        <input class="input" type="password" name="password" required autocomplete="current-password" placeholder=${t('password')} aria-label=${t('password')} />
        <button class="button primary" ?disabled=${this.busy}>${t('logIn')}</button>
        ${this.provider ? html`<a class="button" href=${api.address('beginProviderLogIn')}>${t('provider', { name: this.provider })}</a>` : ''}
      `,
      links: html`<a href=${router.href('/forgotten')}>${t('forgotten')}</a> <a href=${router.href('/signup')}>${t('signUp')}</a>`,
    });
  }

  #second() {
    return entry({
      title: t('logIn'),
      text: html`<p class="entry-text">${t('secondStep.text')}</p>`,
      wrong: this.wrong,
      submit: (form) => this.#finish(form),
      fields: html`
        <input class="input" type="text" name="code" required autocomplete="one-time-code" spellcheck="false" maxlength="40" placeholder=${t('secondStep.code')} aria-label=${t('secondStep.code')} />
        <button class="button primary" ?disabled=${this.busy}>${t('logIn')}</button>
      `,
      links: html`<a href=${router.href('/login')} @click=${() => this.#again('')}>${t('logIn.back')}</a>`,
    });
  }

  /** A log-in does without, where it cannot be known. */
  async #askWays() {
    try {
      this.provider = (await api.callOpen('showSetup')).provider ?? '';
    } catch {
      this.provider = '';
    }
  }

  /** What came of a log-in by another provider is in the address. */
  #comeBack() {
    const came = router.query.get('provider');
    if (!came || session.state === 'in') {
      return;
    }
    const rest = location.hash.slice(1);
    router.go('/login', {}, { replace: true });
    if (came === 'second') {
      this.secondStep = rest;
    } else if (came === 'done') {
      session.begun().catch((failure) => (this.wrong = failureText(failure)));
    } else {
      this.wrong = t('provider.' + (['unreachable', 'unverified', 'no_account', 'later'].includes(came) ? came : 'refused'));
    }
  }

  #submit(form) {
    return this.#do(async () => {
      this.secondStep = await session.logIn(form.get('email'), form.get('password'));
      await this.updateComplete;
      this.querySelector('input[name=code]')?.focus();
    }, t('logIn.wrong'));
  }

  #finish(form) {
    return this.#do(() => session.finishLogIn(this.secondStep, form.get('code')), t('secondStep.wrong'));
  }

  /** @param {string} refused what to say to a 401 */
  async #do(work, refused) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.wrong = '';
    try {
      await work();
    } catch (failure) {
      const problem = failure instanceof Problem && failure.status === 401;
      this.wrong = problem ? refused : failureText(failure);
      if (problem && failure.detail.startsWith('secondStep:')) {
        this.#again(t('secondStep.over'));
      }
    } finally {
      this.busy = session.state === 'in';
    }
  }

  /** Begins anew. */
  #again(wrong) {
    this.secondStep = '';
    this.wrong = wrong;
  }

  /** Only to a path of this page: an address from elsewhere could lead anywhere. */
  #goOn() {
    const next = new URL(router.query.get('next') ?? '/', 'http://page.invalid');
    const path = next.hostname === 'page.invalid' ? next.pathname : '/';
    router.go(path === '/login' ? '/issues' : path, Object.fromEntries(next.searchParams), { replace: true });
  }
}

customElements.define('tombo-log-in', LogIn);
