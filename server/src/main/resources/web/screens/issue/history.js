import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { Element } from '../../core/element.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';
import '../../parts/chart.js';
import { segments } from '../../parts/segments.js';

const HOUR = 3_600_000;

/** How far each chart goes back, in milliseconds. */
const SPANS = { hour: 48 * HOUR, day: 30 * 24 * HOUR };

/** How often an issue happened lately, by hour or by day. */
class History extends Element {
  static properties = { issue: {}, interval: { state: true }, points: { state: true }, failure: { state: true } };

  #asked = '';

  constructor() {
    super();
    this.issue = '';
    this.interval = 'hour';
    this.points = null;
    this.failure = null;
  }

  willUpdate() {
    const wanted = this.issue + ' ' + this.interval;
    if (this.issue && wanted !== this.#asked) {
      this.#asked = wanted;
      this.#load(wanted);
    }
  }

  render() {
    return html`<section class="history">
      <div class="history-head">
        <h2>${t('issue.history')}</h2>
        ${segments({
          label: t('issue.interval'),
          value: this.interval,
          options: ['hour', 'day'].map((one) => [one, t('issue.interval.' + one)]),
          choose: (one) => (this.interval = one),
        })}
      </div>
      ${this.failure ? html`<p class="muted">${failureText(this.failure)}</p>` : nothing}
      ${this.points ? html`<tombo-chart .points=${this.points} .interval=${this.interval}></tombo-chart>` : html`<div class="skeleton chart-skeleton"></div>`}
    </section>`;
  }

  async #load(wanted) {
    const { issue, interval } = this;
    this.failure = null;
    try {
      const since = new Date(Date.now() - SPANS[interval]).toISOString();
      const { points } = await api.call('showStats', { path: { id: issue }, query: { interval, since } });
      if (wanted === this.#asked) {
        this.points = points;
      }
    } catch (failure) {
      this.failure = failure;
    }
  }
}

customElements.define('tombo-history', History);
