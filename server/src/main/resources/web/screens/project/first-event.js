import { html } from 'lit';
import { api } from '../../api/client.js';
import { Element } from '../../core/element.js';
import { router } from '../../core/router.js';
import { ago } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { icon } from '../../parts/icons.js';

/** How often it looks, in milliseconds. */
const PAUSE = 2_000;

/** Waits for a project's first event, and says when it is there. */
class FirstEvent extends Element {
  static properties = { project: {}, issue: { state: true }, known: { state: true } };

  #timer = 0;
  #asked = '';

  constructor() {
    super();
    this.project = '';
    this.issue = null;
    /** Whether it is known if there is an event. */
    this.known = false;
  }

  willUpdate() {
    if (this.project !== this.#asked) {
      this.#asked = this.project;
      this.issue = null;
      this.known = false;
      this.#look();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#asked = '';
  }

  render() {
    if (!this.known) {
      return html`<p class="notice first-event" role="status"><span class="spinner"></span> ${t('loading')}</p>`;
    }
    return this.issue
      ? html`<p class="notice good first-event" role="status">${icon('check')} <span>${t('first.there', { ago: ago(this.issue.lastSeen) })}</span> <a href=${router.href('/issues', { project: this.project })}>${t('first.see')}</a></p>`
      : html`<p class="notice first-event" role="status"><span class="spinner"></span> <span>${t('first.waiting')}</span></p>`;
  }

  async #look() {
    clearTimeout(this.#timer);
    const { project } = this;
    if (!document.hidden) {
      try {
        const { items } = await api.call('listIssues', { query: { project, limit: 1 } });
        this.known = true;
        this.issue = items[0] ?? null;
      } catch {
        // It looks again; the rest of the page says what is wrong.
      }
    }
    if (this.isConnected && project === this.project && !this.issue) {
      this.#timer = setTimeout(() => this.#look(), PAUSE);
    }
  }
}

customElements.define('tombo-first-event', FirstEvent);
