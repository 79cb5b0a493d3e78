import { html } from 'lit';
import { api } from '../../api/client.js';
import { Element } from '../../core/element.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';
import { entry, entryFailed, entryWaiting, toLogIn } from '../entry.js';
import { emailField } from '../people.js';

/** Mails whoever forgot their password a link to another, or tells what other way there is. */
class Forgotten extends Element {
  static properties = { way: { state: true }, failure: { state: true }, busy: { state: true }, wrong: { state: true }, sent: { state: true } };

  constructor() {
    super();
    /** @type {'mail' | 'ask_admin' | ''} */
    this.way = '';
    this.failure = null;
    this.busy = false;
    this.wrong = '';
    this.sent = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    document.title = t('forgotten') + ' · Tombo';
    if (this.failure) {
      return entryFailed(this.failure, () => this.#load());
    }
    if (!this.way) {
      return entryWaiting();
    }
    if (this.way === 'ask_admin') {
      return this.#askAdmin();
    }
    return entry({
      title: t('forgotten'),
      text: html`<p class="entry-text" role="status">${this.sent ? t('forgotten.sent') : t('forgotten.mail')}</p>`,
      wrong: this.wrong,
      submit: (form) => this.#submit(form),
      fields: this.sent ? '' : html`${emailField()} <button class="button primary" ?disabled=${this.busy}>${t('forgotten.send')}</button>`,
      links: toLogIn(),
    });
  }

  #askAdmin() {
    return entry({
      title: t('forgotten'),
      text: html`<div class="entry-text">
        <p>${t('forgotten.text')}</p>
        <p class="muted">${t('forgotten.admin')}</p>
        <pre class="entry-command" tabindex="0">./tombo account reset-link --email E-MAIL</pre>
      </div>`,
      fields: '',
      links: toLogIn(),
    });
  }

  async #load() {
    this.failure = null;
    try {
      this.way = (await api.callOpen('showSetup')).forgottenPassword;
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
    try {
      await api.callOpen('mailPasswordReset', { body: { email: form.get('email') } });
      this.sent = true;
    } catch (failure) {
      this.wrong = failureText(failure);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('tombo-forgotten', Forgotten);
