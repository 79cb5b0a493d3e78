import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { dateTime } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { Panel } from '../panel.js';

/** Who did what on the server, the latest first: for those who administer it. */
class Audit extends Panel {
  static properties = { ...Panel.properties, entries: { state: true }, cursor: { state: true } };

  constructor() {
    super();
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {string | null} */
    this.cursor = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#more();
  }

  render() {
    return html`<section class="panel" id="audit">
      <h2>${t('audit')}</h2>
      <p class="muted">${t('audit.text')}</p>
      ${this.said()}
      <ul class="rows">
        ${this.entries.map((entry) => row(entry))}
      </ul>
      ${this.cursor ? html`<button class="button" ?disabled=${this.busy} @click=${() => this.#more()}>${t('audit.more')}</button>` : nothing}
    </section>`;
  }

  #more() {
    return this.do(async () => {
      const page = await api.call('listAuditEntries', { query: { limit: '10', ...(this.cursor ? { cursor: this.cursor } : {}) } });
      this.entries = [...this.entries, ...page.items];
      this.cursor = page.nextCursor;
    });
  }
}

/**
 * @typedef {{at: string, action: string, actor: {name: string | null, address: string | null}, name: string, detail: string}} Entry
 * @param {Entry} entry
 */
function row({ at, action, actor, name, detail }) {
  const what = [name, detail].filter((text) => text !== '').join(' · ');
  const by = [actor.name ?? t('audit.somebody'), actor.address].filter((text) => text !== null).join(' · ');
  return html`<li class="row-item">
    <div class="row-what">
      <strong class="truncate"><code>${action}</code>${what ? html` <span dir="auto" title=${what}>${what}</span>` : nothing}</strong>
      <span class="muted row-note" dir="auto">${dateTime(at)} · ${by}</span>
    </div>
  </li>`;
}

customElements.define('tombo-audit', Audit);
