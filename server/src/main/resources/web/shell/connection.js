import { html } from 'lit';
import { Element } from '../core/element.js';
import { t } from '../i18n/i18n.js';
import { icon } from '../parts/icons.js';

/** Says while the browser has no network. */
class Connection extends Element {
  #heard = () => this.requestUpdate();

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
    return html`<div role="status">
      ${navigator.onLine ? '' : html`<p class="offline">${icon('offline')} ${t('offline')}</p>`}
    </div>`;
  }
}

customElements.define('tombo-connection', Connection);
