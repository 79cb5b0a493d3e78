import { html } from 'lit';
import { api } from '../api/client.js';
import { Element } from '../core/element.js';
import { t } from '../i18n/i18n.js';
import { icon } from '../parts/icons.js';

/** Says while the browser has no network, or the server does not answer. */
class Connection extends Element {
  #heard = () => this.requestUpdate();

  follows() {
    return [api];
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('online', this.#heard);
    addEventListener('offline', this.#heard);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('online', this.#heard);
    removeEventListener('offline', this.#heard);
  }

  render() {
    const text = navigator.onLine ? api.away && t('away') : t('offline');
    return html`<div role="status">${text ? html`<p class="offline">${icon('offline')} ${text}</p>` : ''}</div>`;
  }
}

customElements.define('tombo-connection', Connection);
