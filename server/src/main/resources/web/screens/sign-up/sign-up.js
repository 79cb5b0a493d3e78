import { html } from 'lit';
import { api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { Element } from '../../core/element.js';
import { router } from '../../core/router.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { entry, entryFailed, entryWaiting } from '../entry.js';
import { emailField, fieldText, named, nameField, newPasswordField } from '../people.js';

/** Makes an account: the first by its one-time code, others where the server lets anybody. */
class SignUp extends Element {
  static properties = { ways: { state: true }, failure: { state: true }, busy: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    /** @type {{needed: boolean, signUp: boolean} | null} */
    this.ways = null;
    this.failure = null;
    this.busy = false;
    this.wrong = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    document.title = t('signUp') + ' · Tombo';
    if (this.failure) {
      return entryFailed(this.failure, () => this.#load());
    }
    if (!this.ways) {
      return entryWaiting();
    }
    const links = html`<a href=${router.href('/login')}>${t('logIn.instead')}</a>`;
    if (!this.ways.needed && !this.ways.signUp) {
      return entry({ title: t('signUp'), text: html`<p class="entry-text">${t('signUp.closed')}</p>`, fields: '', links });
    }
    return entry({
      title: t('signUp'),
      text: this.ways.needed ? html`<p class="entry-text">${t('setUp.text')}</p>` : '',
      wrong: this.wrong,
      submit: (form) => this.#submit(form),
      fields: html`
        ${this.ways.needed ? codeField() : ''} ${emailField()} ${newPasswordField()} ${nameField()}
        <button class="button primary" ?disabled=${this.busy}>${t('signUp.do')}</button>
      `,
      links,
    });
  }

  async #load() {
    this.failure = null;
    try {
      this.ways = await api.callOpen('showSetup');
    } catch (failure) {
      this.failure = failure;
    }
  }

  async #submit(form) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.wrong = '';
    const [email, password] = [form.get('email'), form.get('password')];
    try {
      const body = { email, password, ...named(form) };
      await (this.ways.needed ? api.callOpen('setUp', { body: { code: form.get('code'), ...body } }) : api.callOpen('signUp', { body }));
    } catch (failure) {
      this.wrong = this.ways.needed && failure.status === 403 ? t('setUp.wrong') : fieldText(failure);
      this.busy = false;
      return;
    }
    await this.#enter(email, password);
  }

  /** The server does not say whether there was an account of this address; a log-in does. */
  async #enter(email, password) {
    try {
      await session.logIn(email, password);
      router.go('/', {}, { replace: true });
    } catch (failure) {
      this.wrong = failure instanceof Problem && failure.status === 401 ? t('signUp.taken') : fieldText(failure);
      this.busy = false;
    }
  }
}

function codeField() {
  return html`<input class="input mono" type="text" name="code" required autofocus autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" placeholder=${t('setUp.code')} aria-label=${t('setUp.code')} />`;
}

customElements.define('tombo-sign-up', SignUp);
