import { html } from 'lit';
import { api } from '../../api/client.js';
import { t } from '../../i18n/i18n.js';
import { toasts } from '../../parts/toasts.js';
import { Panel } from '../panel.js';

/** How much a project takes. */
class Limits extends Panel {
  static properties = { ...Panel.properties, project: { attribute: false } };

  constructor() {
    super();
    this.project = null;
  }

  render() {
    const { rateLimit, dailyQuota, monthlyQuota } = this.project;
    return html`<section class="panel" id="limits">
      <h2>${t('limits')}</h2>
      <p class="muted">${t('limits.text')}</p>
      ${this.said()}
      <form class="fields" @submit=${(event) => this.#save(event)}>
        <div class="field">
          <label for="rate-limit">${t('limits.rate')}</label>
          <input class="input" id="rate-limit" name="rateLimit" type="number" inputmode="numeric" min="1" max="1000000000" .value=${String(rateLimit ?? '')} placeholder=${t('limits.none')} />
        </div>
        <div class="field">
          <label for="daily-quota">${t('limits.quota')}</label>
          <input class="input" id="daily-quota" name="dailyQuota" type="number" inputmode="numeric" min="0" max="1000000000000000" .value=${String(dailyQuota ?? '')} placeholder=${t('limits.none')} />
        </div>
        <div class="field">
          <label for="monthly-quota">${t('limits.month')}</label>
          <input class="input" id="monthly-quota" name="monthlyQuota" type="number" inputmode="numeric" min="0" max="1000000000000000" .value=${String(monthlyQuota ?? '')} placeholder=${t('limits.none')} />
        </div>
        <button class="button" ?disabled=${this.busy}>${t('save')}</button>
      </form>
    </section>`;
  }

  async #save(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const number = (name) => (form.get(name) === '' ? null : Number(form.get(name)));
    const body = { rateLimit: number('rateLimit'), dailyQuota: number('dailyQuota'), monthlyQuota: number('monthlyQuota') };
    if (await this.do(() => api.call('changeProject', { path: { project: this.project.id }, body }))) {
      toasts.say(t('saved'));
    }
  }
}

customElements.define('tombo-limits', Limits);
