import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { Element } from '../../core/element.js';
import { date } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { failed } from '../../parts/blank.js';

/** What became of all that a project was sent, by day: what was given up stands here, with the reason. */
class Ledger extends Element {
  static properties = { project: { attribute: false }, days: { state: true }, failure: { state: true } };

  constructor() {
    super();
    this.project = '';
    /** @type {Day[] | null} */
    this.days = null;
    this.failure = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    return html`<section class="panel" id="ledger" aria-busy=${this.days || this.failure ? 'false' : 'true'}>
      <h2>${t('ledger')}</h2>
      <p class="muted">${t('ledger.text')}</p>
      ${this.failure ? failed(this.failure, () => this.#load(), { within: true }) : nothing}
      ${this.days && this.days.length === 0 ? html`<p>${t('ledger.none')}</p>` : nothing}
      <ul class="rows">
        ${(this.days ?? []).map((day) => this.#row(day))}
      </ul>
    </section>`;
  }

  /** @param {Day} day */
  #row(day) {
    return html`<li class="row-item">
      <div class="row-what">
        <strong>${date(day.at.slice(0, 10) + 'T12:00:00')}</strong>
        ${day.counts.map(
          ({ outcome, reason, n }) =>
            html`<span class=${outcome === 'accepted' || outcome === 'duplicate' || outcome === 'folded' ? 'muted row-note' : 'row-note'}
              >${t('ledger.' + outcome, { n })}${reason ? html`: <code dir="auto">${reason}</code>` : nothing}</span
            >`,
        )}
      </div>
    </li>`;
  }

  async #load() {
    this.failure = null;
    try {
      const counts = (await api.call('listLedger', { path: { project: this.project }, query: { interval: 'day' } })).items;
      this.days = byDay(counts);
    } catch (failure) {
      this.failure = failure;
    }
  }
}

/**
 * A day's counts of all tokens, the newest day first.
 * @typedef {{at: string, counts: {outcome: string, reason: string | null, n: number}[]}} Day
 * @param {{at: string, outcome: string, reason: string | null, count: number}[]} counts
 * @returns {Day[]}
 */
function byDay(counts) {
  /** @type {Map<string, Map<string, {outcome: string, reason: string | null, n: number}>>} */
  const days = new Map();
  for (const { at, outcome, reason, count } of counts) {
    const day = days.get(at) ?? days.set(at, new Map()).get(at);
    const key = outcome + ' ' + reason;
    day.set(key, { outcome, reason, n: (day.get(key)?.n ?? 0) + count });
  }
  return [...days].reverse().map(([at, day]) => ({ at, counts: [...day.values()] }));
}

customElements.define('tombo-ledger', Ledger);
