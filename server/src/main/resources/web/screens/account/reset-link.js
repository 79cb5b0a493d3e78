import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { dateAndMinute } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { shownOnce } from '../../parts/shown-once.js';
import { toasts } from '../../parts/toasts.js';
import { Panel } from '../panel.js';

/** What an administrator does for somebody who forgot their password, or lost their second factor. */
class ResetLink extends Panel {
  static properties = { ...Panel.properties, made: { state: true } };

  constructor() {
    super();
    /** @type {{email: string, link: string, expiresAt: string} | null} */
    this.made = null;
  }

  render() {
    return html`<section class="panel" id="reset-link">
      <h2>${t('resetLink')}</h2>
      <p class="muted">${t('resetLink.text')}</p>
      ${this.said()} ${this.made ? shownOnce(t('resetLink.made', { email: this.made.email, at: dateAndMinute(this.made.expiresAt) }), this.made.link) : nothing}
      <form class="inline-form" @submit=${(event) => this.submit(event, (form) => (event.submitter?.value === 'factor' ? this.#removeFactor(form) : this.#make(form)))}>
        <input class="input" type="email" name="email" required placeholder=${t('email')} aria-label=${t('email')} />
        <button class="button" ?disabled=${this.busy}>${t('resetLink.do')}</button>
        <button class="button" value="factor" ?disabled=${this.busy}>${t('resetFactor.do')}</button>
      </form>
    </section>`;
  }

  textOf(failure) {
    return failure instanceof Problem && failure.status === 404 ? t('resetLink.unknown') : super.textOf(failure);
  }

  async #removeFactor(form) {
    const email = form.get('email');
    await api.call('resetSecondFactor', { body: { email } });
    toasts.say(t('resetFactor.done', { email }));
  }

  async #make(form) {
    this.made = null;
    this.made = await api.call('createPasswordReset', { body: { email: form.get('email') } });
  }
}

customElements.define('tombo-reset-link', ResetLink);
