import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { ago, date } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';
import { confirm } from '../../parts/confirm.js';
import { icon } from '../../parts/icons.js';
import { shownOnce } from '../../parts/shown-once.js';
import { Panel } from '../panel.js';

const SCOPES = ['read', 'triage', 'admin'];
const DAYS = [7, 30, 90, 365];
const DAY = 86_400_000;

/** One's credentials for scripts. */
class PersonalTokens extends Panel {
  static properties = { ...Panel.properties, tokens: { state: true }, made: { state: true } };

  constructor() {
    super();
    /** @type {{id: string, name: string, scopes: string[], expiresAt: string, lastUsedAt: string | null}[] | null} */
    this.tokens = null;
    this.made = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    return html`<section class="panel" id="personal-tokens">
      <h2>${t('personal')}</h2>
      <p class="muted">${t('personal.text')}</p>
      ${this.said()} ${this.made ? shownOnce(t('personal.made'), this.made) : nothing}
      ${this.tokens?.length ? html`<ul class="rows">${this.tokens.map((token) => this.#row(token))}</ul>` : nothing}
      <form class="inline-form" @submit=${(event) => this.submit(event, (form) => this.#make(form))}>
        <input class="input" name="name" required maxlength="200" placeholder=${t('personal.name')} aria-label=${t('personal.name')} />
        ${choice('scope', t('personal.scope'), SCOPES.map((scope) => [scope, t('scope.' + scope)]))}
        ${choice('days', t('personal.days'), DAYS.map((days) => [days, t('personal.expires', { n: days })]), 90)}
        <button class="button" ?disabled=${this.busy}>${t('token.make')}</button>
      </form>
    </section>`;
  }

  #row(token) {
    return html`<li class="row-item">
      <div class="row-what">
        <strong class="truncate" dir="auto">${token.name}</strong>
        <span class="muted row-note">${t('scope.' + token.scopes.at(-1))} · ${t('personal.until', { date: date(token.expiresAt) })} · ${token.lastUsedAt ? t('tokens.used') + ' ' + ago(token.lastUsedAt) : t('tokens.unused')}</span>
      </div>
      <div class="row-acts">
        <button class="button quiet icon" aria-label=${t('tokens.revoke') + ': ' + token.name} title=${t('tokens.revoke')} ?disabled=${this.busy} @click=${() => this.#revoke(token)}>${icon('trash')}</button>
      </div>
    </li>`;
  }

  async #load() {
    try {
      this.tokens = (await api.call('listPersonalTokens', { query: { limit: 200 } })).items;
    } catch (failure) {
      this.wrong = failureText(failure);
    }
  }

  async #make(form) {
    const expiresAt = new Date(Date.now() + Number(form.get('days')) * DAY).toISOString();
    const made = await api.call('createPersonalToken', { body: { name: form.get('name'), scopes: [form.get('scope')], expiresAt } });
    this.made = made.token;
    await this.#load();
  }

  async #revoke(token) {
    const sure = await confirm({ title: t('tokens.revoke.title'), text: t('personal.revoke.text', { name: token.name }), label: t('tokens.revoke'), danger: true });
    if (sure && (await this.do(() => api.call('revokePersonalToken', { path: { id: token.id } })))) {
      this.made = '';
      await this.#load();
    }
  }
}

/** A drop-down list in a form. */
function choice(name, label, options, chosen = options[0][0]) {
  return html`<span class="select"
    ><select name=${name} aria-label=${label}>
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}</select
    >${icon('chevron', 14)}</span
  >`;
}

customElements.define('tombo-personal-tokens', PersonalTokens);
