import { html, nothing } from 'lit';
import { Element } from '../../core/element.js';
import { environmentName } from '../../core/environments.js';
import { router } from '../../core/router.js';
import { dateTime } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';

/** The events of an issue that are kept, newest first, each a link to itself. */
class EventList extends Element {
  static properties = { issue: {}, events: { attribute: false }, chosen: {}, more: { type: Boolean }, busy: { type: Boolean }, failure: { attribute: false } };

  constructor() {
    super();
    this.issue = '';
    /** @type {object[]} */
    this.events = [];
    this.chosen = '';
    this.more = false;
    this.busy = false;
    this.failure = null;
  }

  render() {
    return html`<ol class="events" aria-label=${t('issue.events')}>
        ${this.events.map((event) => this.#row(event))}
      </ol>
      ${this.failure ? html`<p class="notice wrong" role="alert">${failureText(this.failure)}</p>` : nothing}
      ${this.more ? html`<button class="button" ?disabled=${this.busy} @click=${() => this.dispatchEvent(new CustomEvent('more'))}>${t('issue.events.more')}</button>` : nothing}`;
  }

  #row(event) {
    const current = event.id === this.chosen;
    const what = [event.origin, event.environment && environmentName(event.environment), event.release].filter(Boolean).join(' · ');
    const text = event.message ?? event.exceptions?.[0]?.message ?? event.exceptions?.[0]?.type ?? '';
    return html`<li>
      <a class="event-row" href=${router.href('/issues/' + this.issue, { event: event.id })} aria-current=${current ? 'true' : nothing}>
        <time datetime=${event.at}>${dateTime(event.at)}</time>
        <span class="truncate" dir="auto">${text}</span>
        <span class="truncate muted" dir="auto">${what}</span>
      </a>
    </li>`;
  }
}

customElements.define('tombo-event-list', EventList);
