import { html } from 'lit';
import { api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { toasts } from '../../parts/toasts.js';
import { Panel } from '../panel.js';

/** Another password for oneself, by the old one. */
class Password extends Panel {
  render() {
    return html`<section class="panel" id="password">
      <h2>${t('password.change')}</h2>
      <p class="muted">${t('password.text')}</p>
      ${this.said()}
      <form class="fields" @submit=${(event) => this.submit(event, (form) => this.#change(form))}>
        <input class="visually-hidden" type="text" autocomplete="username" tabindex="-1" aria-hidden="true" .value=${session.account?.email ?? ''} />
        <div class="field">
          <label for="old-password">${t('password.old')}</label>
          <input class="input" id="old-password" name="old" type="password" required autocomplete="current-password" />
        </div>
        <div class="field">
          <label for="new-password">${t('password.new')}</label>
          <input class="input" id="new-password" name="new" type="password" required minlength="8" maxlength="1000" autocomplete="new-password" />
        </div>
        <button class="button" ?disabled=${this.busy}>${t('password.change')}</button>
      </form>
    </section>`;
  }

  textOf(failure) {
    return failure instanceof Problem && failure.status === 403 ? t('password.wrong') : super.textOf(failure);
  }

  async #change(form) {
    await api.call('changePassword', { body: { oldPassword: form.get('old'), newPassword: form.get('new') } });
    toasts.say(t('password.changed'));
  }
}

customElements.define('tombo-password', Password);
