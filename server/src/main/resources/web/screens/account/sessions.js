import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { ago, dateAndMinute } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';
import { icon } from '../../parts/icons.js';
import { Panel } from '../panel.js';

/** Where one is logged in, and an end to it. */
class Sessions extends Panel {
  static properties = { ...Panel.properties, sessions: { state: true } };

  constructor() {
    super();
    /** @type {{id: string, agent: string, createdAt: string, refreshedAt: string, current: boolean}[]} */
    this.sessions = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  render() {
    return html`<section class="panel" id="sessions">
      <h2>${t('sessions')}</h2>
      <p class="muted">${t('sessions.text')}</p>
      ${this.said()}
      <ul class="rows">
        ${this.sessions.map((one) => this.#row(one))}
      </ul>
    </section>`;
  }

  #row(one) {
    const name = one.agent || t('sessions.unnamed');
    return html`<li class="row-item">
      <div class="row-what">
        <strong class="truncate" dir="auto" title=${name}>${name}</strong>
        <span class="muted row-note">${t('sessions.since', { at: dateAndMinute(one.createdAt) })} · ${t('tokens.used')} ${ago(one.refreshedAt)}</span>
      </div>
      <div class="row-acts">
        ${one.current
          ? html`<span class="chip">${t('sessions.this')}</span>`
          : html`<button class="button quiet icon" aria-label=${t('sessions.end') + ': ' + name} title=${t('sessions.end')} ?disabled=${this.busy} @click=${() => this.#end(one)}>${icon('trash')}</button>`}
      </div>
    </li>`;
  }

  /** Asks anew which there are. */
  async load() {
    try {
      this.sessions = (await api.call('listSessions')).items;
    } catch (failure) {
      this.wrong = failureText(failure);
    }
  }

  async #end(one) {
    if (await this.do(() => api.call('endSession', { path: { id: one.id } }))) {
      await this.load();
    }
  }
}

customElements.define('tombo-sessions', Sessions);
