import { html } from 'lit';
import { api } from '../../api/client.js';
import { Element } from '../../core/element.js';
import { router } from '../../core/router.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { toasts } from '../../parts/toasts.js';
import { entry, toLogIn } from '../entry.js';
import { fieldText, newPasswordField } from '../people.js';

/** Sets another password by the link of an administrator, which carries its token after the hash. */
class ResetPassword extends Element {
  static properties = { busy: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.busy = false;
    this.wrong = '';
  }

  render() {
    document.title = t('reset') + ' · Tombo';
    return entry({
      title: t('reset'),
      text: html`<p class="entry-text">${t('reset.text')}</p>`,
      wrong: this.wrong,
      submit: (form) => this.#submit(form),
      fields: html`${newPasswordField()} <button class="button primary" ?disabled=${this.busy}>${t('reset.do')}</button>`,
      links: toLogIn(),
    });
  }

  async #submit(form) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.wrong = '';
    try {
      await api.callOpen('resetPassword', { body: { token: location.hash.slice(1), password: form.get('password') } });
      if (session.state === 'in') {
        await session.logOut();
      }
      toasts.say(t('reset.done'));
      router.go('/login', {}, { replace: true });
    } catch (failure) {
      this.wrong = fieldText(failure);
    }
    this.busy = false;
  }
}

customElements.define('tombo-reset-password', ResetPassword);
